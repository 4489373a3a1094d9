using System.Diagnostics;
using Deployer.Images;
using Deployer.Kube;
using Deployer.Kube.Pods;
using k8s;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>A build's own way: the SDK publishes a container, the registry tells of it, and its pods are Ready. For both tracks.</summary>
[Trait("Category", "Cluster")]
public sealed class SdkPublishTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [NotifiedFact]
    public async Task PublishContainer_StableAndCanary_AreReadyWithoutAHandBetween()
    {
        await using var bench = await KubeBench.CreateAsync();
        await TestWorkloads.CreateAsync(
            KubeBench.Admin, bench.Namespace, "api-stable", WorkloadKind.Deployment, $"{bench.Image}");
        var notify = NotifiedFactAttribute.Address!;
        await using var deployer = await ClusterDeployer.StartAsync(
            notify, bench, ("Webhooks:Secret", notify.Segments[^1]), ("Releases:api:Tracks:stable:Tag", "stable"));
        await RunAsync("bash", Path.Combine(Tests.Hosting.Repository.Root, "Tests", "Cluster", "base-image"));

        foreach (var tag in new[] { "stable", "canary" })
        {
            await PublishAsync(bench.Image, tag);

            await deployer.UntilAsync(Limit, $"the pods of {tag} are ready", async () =>
            {
                var pods = await KubeBench.Admin.CoreV1.ListNamespacedPodAsync(bench.Namespace, labelSelector: $"track=api-{tag}");
                return pods.Items.Count > 0 && pods.Items.All(pod =>
                    pod.IsReady && pod.Spec.Containers[0].Image.StartsWith($"{bench.Image.Repository}:{tag}@sha256:", StringComparison.Ordinal));
            });
        }
    }

    private static Task PublishAsync(ImageReference image, string tag) => RunAsync(
        "dotnet",
        "publish",
        Path.Combine(Tests.Hosting.Repository.Root, "Tests", "Deployer", "Local", "Sample", "Sample.csproj"),
        "--no-build",
        "-c",
        Configuration,
        "-t:PublishContainer",
        $"-p:ContainerBaseImage={image.Repository.Host}/aspnet:10.0",
        $"-p:ContainerRegistry={image.Repository.Host}",
        $"-p:ContainerRepository={image.Repository.Path}",
        $"-p:ContainerImageTag={tag}");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, "{0} says {1} {2}", program, await output, await error);
    }
}

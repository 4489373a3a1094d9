using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using k8s;
using Tests.Hosting;

namespace Tests.Cluster;

/// <summary>
/// The YAML that is generated for a namespace, with its secrets filled in. What this cluster needs otherwise stands in an
/// overlay.
/// </summary>
/// <param name="deployer">Settings of the Deployer beside those that are generated, as <c>name=value</c>.</param>
internal sealed class GeneratedFolder(string manifest, string space, string registry, IReadOnlyList<string> deployer) : IDisposable
{
    public const string WebhookSecret = "a-webhook-secret-of-the-tests";
    public const string Token = "a-token-of-an-admin-in-the-tests-of-what-is-generated";

    // A tag that is looked for of itself, every few minutes, would begin a rollout that no test has asked for.
    private static readonly string[] NoPolls =
        ["Releases__api__Tracks__stable__PollInterval=00:00:00", "Releases__api__Tracks__canary__PollInterval=00:00:00"];

    private readonly TemporaryFolder _folder = new();

    public string Overlay => Path.Combine(Output, "overlays", "test");

    private string Output => Path.Combine(_folder.Path, "k8s");

    private string Base => Path.Combine(Output, "base");

    public async Task GenerateAsync(params string[] arguments)
    {
        var run = await CommandRun.OfAsync(
        [
            "generate", "--manifest", manifest, "--output", Output, "--registry", registry,
            "--namespace", space, "--force", .. arguments,
        ]);
        run.ExitCode.Should().Be(0, run.Errors);
        await AgeAsync();
    }

    public void FillIn()
    {
        var password = RandomNumberGenerator.GetHexString(24, lowercase: true);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token)));
        Write("redis-password", $"value={password}\nvalue-uri={password}\n");
        Write("webhook-secret", $"value={WebhookSecret}\n");
        Write("service-token", $"value={RandomNumberGenerator.GetHexString(43)}\n");
        Write("access-tokens", $$"""ci={"hash": "{{hash}}", "role": "admin"}""");

        void Write(string name, string text) => File.WriteAllText(Path.Combine(Base, "secrets", $"{name}.env"), text);
    }

    /// <summary>Small requests, the images that can be had here, a quick scale-down.</summary>
    /// <param name="redis">The image of Redis in the registry, such as <c>redis:7</c>.</param>
    /// <param name="more">Further settings of the Deployer, as <c>name=value</c>.</param>
    public void WriteOverlay(string redis, params string[] more)
    {
        var host = registry.Split('/')[0];
        string[] settings = [$"Registry__Insecure__0={host}", .. NoPolls, .. deployer, .. more];
        Directory.CreateDirectory(Overlay);
        File.WriteAllText(Path.Combine(Overlay, "kustomization.yaml"), $$"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            namespace: {{space}}
            resources: [../../base]
            images:
              - name: docker.io/library/redis
                newName: {{host}}/{{redis.Split(':')[0]}}
                newTag: "{{redis.Split(':')[1]}}"
            configMapGenerator:
              - name: deployer-config
                namespace: {{space}}
                behavior: merge
                literals: [{{string.Join(", ", settings.Select(setting => $"\"{setting}\""))}}]
            patches:
              - target: { kind: Deployment }
                patch: |-
                  - op: replace
                    path: /spec/template/spec/containers/0/resources/requests
                    value: { cpu: 40m, memory: 64Mi }
              - target: { kind: Deployment, name: api-stable }
                patch: |-
                  - { op: replace, path: /spec/template/spec/containers/0/resources/requests/cpu, value: 100m }
              - target: { kind: Deployment, name: api-canary }
                patch: |-
                  - { op: replace, path: /spec/template/spec/containers/0/resources/requests/cpu, value: 100m }
              - target: { kind: StatefulSet }
                patch: |-
                  - op: replace
                    path: /spec/template/spec/containers/0/resources/requests
                    value: { cpu: 20m, memory: 32Mi }
              - target: { kind: HorizontalPodAutoscaler }
                patch: |-
                  - { op: replace, path: /spec/maxReplicas, value: 3 }
                  - { op: replace, path: /spec/behavior/scaleDown/stabilizationWindowSeconds, value: 10 }
                  - op: replace
                    path: /spec/behavior/scaleDown/policies
                    value: [{ type: Pods, value: 2, periodSeconds: 15 }]
            """);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Before 1.25 these two have another version; nothing else differs.</summary>
    private async Task AgeAsync()
    {
        var version = await TestCluster.Admin.Version.GetCodeAsync();
        if (int.Parse(version.Minor.TrimEnd('+'), CultureInfo.InvariantCulture) >= 25)
        {
            return;
        }

        foreach (var file in Directory.GetFiles(Base, "*.yaml"))
        {
            File.WriteAllText(file, File.ReadAllText(file)
                .Replace("apiVersion: autoscaling/v2\n", "apiVersion: autoscaling/v2beta2\n", StringComparison.Ordinal)
                .Replace("apiVersion: policy/v1\n", "apiVersion: policy/v1beta1\n", StringComparison.Ordinal));
        }
    }
}

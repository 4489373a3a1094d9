using System.Globalization;
using k8s;
using k8s.Models;
using MimeKit;
using Tests.Mail;

namespace Tests.Cluster;

/// <summary>A real pod that is driven over its limits, and the mails about it, by the rules that are built in.</summary>
[Trait("Category", "Cluster")]
public sealed class AlertMailTests : IDisposable
{
    private const string Pod = "load-stable-1";
    private static readonly TimeSpan Patience = Eventually.Longest;
    private readonly InstanceImages _images = new();

    [ClusterFact("aiosmtpd")]
    public async Task Pod_OverItsCpuAndItsMemory_IsMailedByNameAndSoAreTheEnds()
    {
        await using var cluster = await ClusterNamespace.CreateAsync("monitor-rbac.yaml", "slipway-monitor");
        await using var smtp = await SmtpServer.StartAsync();
        var image = _images.Image("slipway/load", "stable");
        var digest = await _images.PushAsync(image, "load", "serve");
        var address = await StartAsync(cluster.Name, image.ToString());
        await using var monitor = await MonitorProcess.StartAsync(
            ("Discovery:Kubernetes:Selector", "app=load"),
            ("Discovery:Kubernetes:Kubeconfig", cluster.KubeconfigFor(ClusterNamespace.Server)),
            ("Smtp:Host", "localhost"),
            ("Smtp:Port", smtp.Port.ToString(CultureInfo.InvariantCulture)),
            ("Smtp:AuthorityFile", smtp.Authority),
            ("Smtp:User", "monitor"),
            ("Smtp:Password", "right"),
            ("Smtp:From", "slipway@team.test"),
            ("Smtp:To", "team@team.test"));

        await ClusterPods.TellAsync(address, "burn");
        await ClusterPods.TellAsync(address, "eat");
        var cpu = await UntilAsync(smtp, monitor, $"[FIRING] HighCpu {Pod} (load/stable)");
        var memory = await UntilAsync(smtp, monitor, $"[FIRING] LowMemory {Pod} (load/stable)");
        await ClusterPods.TellAsync(address, "rest");
        var cpuEnd = await UntilAsync(smtp, monitor, $"[RESOLVED] HighCpu {Pod} (load/stable)");
        var memoryEnd = await UntilAsync(smtp, monitor, $"[RESOLVED] LowMemory {Pod} (load/stable)");

        cpu.TextBody.Should().Contain(Pod).And.Contain(digest.ToString()).And.Contain("above 70 %");
        memory.TextBody.Should().Contain(Pod).And.Contain(digest.ToString()).And.Contain("below 100 MB");
        cpuEnd.InReplyTo.Should().Be(cpu.MessageId);
        memoryEnd.InReplyTo.Should().Be(memory.MessageId);
    }

    public void Dispose() => _images.Dispose();

    private static async Task<Uri> StartAsync(string @namespace, string image)
    {
        await ClusterNamespace.Admin.CoreV1.CreateNamespacedPodAsync(
            new V1Pod
            {
                Metadata = new V1ObjectMeta
                {
                    Name = Pod,
                    Labels = new Dictionary<string, string> { ["app"] = "load", ["track"] = "stable" },
                },
                Spec = new V1PodSpec
                {
                    TerminationGracePeriodSeconds = 1,
                    AutomountServiceAccountToken = false,
                    Containers =
                    [
                        new V1Container
                        {
                            Name = "load",
                            Image = image,
                            ImagePullPolicy = "Always",
                            Env =
                            [
                                Limit("CPU_LIMIT_MILLICORES", "limits.cpu", "1m"), Limit("MEMORY_LIMIT", "limits.memory", "1"),
                            ],
                            Resources = new V1ResourceRequirements
                            {
                                // As much CPU as its limit: with less it could not get over the limit beside others.
                                Requests = Quantities("100m", "32Mi"),
                                Limits = Quantities("100m", "300Mi"),
                            },
                        },
                    ],
                },
            },
            @namespace);
        return await ClusterPods.AddressAsync(@namespace, Pod);
    }

    private static V1EnvVar Limit(string name, string resource, string divisor) => new()
    {
        Name = name,
        ValueFrom = new V1EnvVarSource
        {
            ResourceFieldRef = new V1ResourceFieldSelector { Resource = resource, Divisor = new ResourceQuantity(divisor) },
        },
    };

    private static Dictionary<string, ResourceQuantity> Quantities(string cpu, string memory) => new()
    {
        ["cpu"] = new ResourceQuantity(cpu),
        ["memory"] = new ResourceQuantity(memory),
    };

    private static async Task<MimeMessage> UntilAsync(SmtpServer smtp, MonitorProcess monitor, string subject)
    {
        MimeMessage? found = null;
        await monitor.UntilAsync(Patience, $"a mail '{subject}' comes", () =>
        {
            found = smtp.Mails.FirstOrDefault(mail => mail.Subject?.StartsWith(subject, StringComparison.Ordinal) == true);
            return Task.FromResult(found is not null);
        });
        return found!;
    }
}

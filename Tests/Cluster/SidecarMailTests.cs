using System.Globalization;
using k8s;
using k8s.Models;
using MimeKit;
using Tests.Access;
using Tests.Mail;

namespace Tests.Cluster;

/// <summary>A real pod of two containers, restricted ones: one is driven over its limits, the other is the Monitor and mails.</summary>
[Trait("Category", "Cluster")]
public sealed class SidecarMailTests : IDisposable
{
    private const string Pod = "load-stable-1";
    private const string Authority = "mail-authority";
    private const int User = 1654;
    private static readonly TimeSpan Patience = Eventually.Longest;
    private readonly InstanceImages _images = new();

    [ClusterFact("aiosmtpd")]
    public async Task Pod_WithAMonitorBesideIt_IsMailedFromWithin()
    {
        var node = (await ClusterNamespace.Admin.CoreV1.ListNodeAsync()).Items[0].Status.Addresses
            .First(address => address.Type == "InternalIP").Address;
        await using var cluster = await ClusterNamespace.CreateAsync();
        await using var smtp = await SmtpServer.StartAsync(host: node);
        var load = _images.Image("slipway/load", "stable");
        var digest = await _images.PushAsync(load, "load", "serve");
        var monitor = _images.Image("slipway/sidecar", "test");
        await SdkImage.PushBaseAsync();
        await SdkImage.PublishAsync("Monitor/Monitor.csproj", monitor);
        await ClusterNamespace.Admin.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = Authority },
                Data = new Dictionary<string, string> { ["authority.pem"] = await File.ReadAllTextAsync(smtp.Authority) },
            },
            cluster.Name);
        var address = await StartAsync(cluster.Name, Of(load.ToString(), Monitor(monitor.ToString(), digest.ToString(), node, smtp.Port)));

        await ClusterPods.TellAsync(address, "burn");
        await ClusterPods.TellAsync(address, "eat");
        var cpu = await UntilAsync(smtp, cluster.Name, $"[FIRING] HighCpu {Pod} (load/stable)");
        var memory = await UntilAsync(smtp, cluster.Name, $"[FIRING] LowMemory {Pod} (load/stable)");
        await ClusterPods.TellAsync(address, "rest");
        var cpuEnd = await UntilAsync(smtp, cluster.Name, $"[RESOLVED] HighCpu {Pod} (load/stable)");
        var memoryEnd = await UntilAsync(smtp, cluster.Name, $"[RESOLVED] LowMemory {Pod} (load/stable)");

        cpu.TextBody.Should().Contain(Pod).And.Contain(digest.ToString()).And.Contain("above 70 %");
        memory.TextBody.Should().Contain(Pod).And.Contain(digest.ToString()).And.Contain("below 100 MB");
        cpuEnd.InReplyTo.Should().Be(cpu.MessageId);
        memoryEnd.InReplyTo.Should().Be(memory.MessageId);
        MimeMessage[] told = [cpu, memory, cpuEnd, memoryEnd];
        smtp.Mails.Select(mail => mail.Subject).Distinct().Should().BeEquivalentTo(
            told.Select(mail => mail.Subject), "the Monitor watches the one beside it, and has nothing else to tell");
    }

    public void Dispose() => _images.Dispose();

    private static V1Pod Of(string image, V1Container monitor) => new()
    {
        Metadata = new V1ObjectMeta { Name = Pod },
        Spec = new V1PodSpec
        {
            TerminationGracePeriodSeconds = 1,
            AutomountServiceAccountToken = false,
            ShareProcessNamespace = true,
            SecurityContext = new V1PodSecurityContext
            {
                RunAsNonRoot = true,
                RunAsUser = User,
                RunAsGroup = User,
                SeccompProfile = new V1SeccompProfile { Type = "RuntimeDefault" },
            },
            Containers =
            [
                new V1Container
                {
                    Name = "load",
                    Image = image,
                    ImagePullPolicy = "Always",
                    SecurityContext = Restricted,
                    Resources = Resources("100m", "300Mi"),
                },
                monitor,
            ],
            Volumes =
            [
                new V1Volume { Name = "tmp", EmptyDir = new V1EmptyDirVolumeSource() },
                new V1Volume { Name = Authority, ConfigMap = new V1ConfigMapVolumeSource { Name = Authority } },
            ],
        },
    };

    private static V1Container Monitor(string image, string digest, string mailHost, int mailPort) => new()
    {
        Name = "monitor",
        Image = image,
        ImagePullPolicy = "Always",
        SecurityContext = Restricted,
        Resources = Resources("1", "256Mi"),
        Env =
        [
            new V1EnvVar
            {
                Name = "Instance__Name",
                ValueFrom = new V1EnvVarSource { FieldRef = new V1ObjectFieldSelector { FieldPath = "metadata.name" } },
            },
            .. Settings(digest, mailHost, mailPort).Select(setting => new V1EnvVar
            {
                Name = setting.Key.Replace(":", "__", StringComparison.Ordinal), Value = setting.Value,
            }),
        ],
        VolumeMounts =
        [
            new V1VolumeMount { Name = "tmp", MountPath = "/tmp" },
            new V1VolumeMount { Name = Authority, MountPath = "/etc/slipway/mail", ReadOnlyProperty = true },
        ],
    };

    private static (string Key, string Value)[] Settings(string digest, string mailHost, int mailPort) =>
    [
        ("HTTP_PORTS", "8089"), ("Sidecar:Enabled", "true"), ("Instance:Service", "load"), ("Instance:Track", "stable"),
        ("Instance:Digest", digest), ("Smtp:Host", mailHost), ("Smtp:Port", mailPort.ToString(CultureInfo.InvariantCulture)),
        ("Smtp:AuthorityFile", "/etc/slipway/mail/authority.pem"), ("Smtp:User", "monitor"), ("Smtp:Password", "right"),
        ("Smtp:From", "slipway@team.test"), ("Smtp:To", "team@team.test"), .. AccessHost.Token("operator", MonitorProcess.Token),
    ];

    private static V1SecurityContext Restricted => new()
    {
        AllowPrivilegeEscalation = false,
        ReadOnlyRootFilesystem = true,
        Capabilities = new V1Capabilities { Drop = ["ALL"] },
    };

    // As much CPU as the limit of the one that burns: with less it could not get over its limit beside others.
    private static V1ResourceRequirements Resources(string cpu, string memory) => new()
    {
        Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("100m"), ["memory"] = new("32Mi") },
        Limits = new Dictionary<string, ResourceQuantity> { ["cpu"] = new(cpu), ["memory"] = new(memory) },
    };

    private static async Task<Uri> StartAsync(string @namespace, V1Pod described)
    {
        await ClusterNamespace.Admin.CoreV1.CreateNamespacedPodAsync(described, @namespace);
        return await ClusterPods.AddressAsync(@namespace, Pod);
    }

    private static async Task<MimeMessage> UntilAsync(SmtpServer smtp, string @namespace, string subject)
    {
        MimeMessage? found = null;
        try
        {
            await Eventually.TrueAsync(() =>
            {
                found = smtp.Mails.FirstOrDefault(mail => mail.Subject?.StartsWith(subject, StringComparison.Ordinal) == true);
                return Task.FromResult(found is not null);
            }, $"a mail '{subject}'", Patience);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{await Kubectl.RunAsync("-n", @namespace, "logs", Pod, "-c", "monitor")}", e);
        }

        return found!;
    }
}

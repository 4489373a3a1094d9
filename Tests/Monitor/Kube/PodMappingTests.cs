using k8s.Models;
using Monitor.Kube;
using Monitor.Scraping;

namespace Tests.KubeTargets;

public class PodMappingTests
{
    private readonly KubeOptions _options = new();

    [Fact]
    public void ToTarget_RunningPod_IsNamedByItAndItsLabels() => Pod().ToTarget(_options).Should().Be(new Target(
        new Uri("http://198.18.0.7:8080/metrics"), "api-stable-1", "api", "stable", "team/api:stable", "sha256:ab", ""));

    [Fact]
    public void ToTarget_Annotations_SayWhereElseItIs()
    {
        var pod = Pod();
        pod.Metadata.Annotations = new Dictionary<string, string> { ["prometheus.io/port"] = "9000", ["prometheus.io/path"] = "/stats" };

        pod.ToTarget(_options)!.Address.Should().Be("http://198.18.0.7:9000/stats");
    }

    [Fact]
    public void ToTarget_PodWithoutAnAddressOrGoing_IsNone()
    {
        var (pending, going, ended) = (Pod(), Pod(), Pod());
        pending.Status.PodIP = null;
        going.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        ended.Status.Phase = "Succeeded";

        new[] { pending, going, ended }.Select(pod => pod.ToTarget(_options)).Should().OnlyContain(target => target == null);
    }

    [Fact]
    public void ToTarget_SixthVersionAddress_IsInBrackets()
    {
        var pod = Pod();
        pod.Status.PodIP = "fd00::7";

        pod.ToTarget(_options)!.Address.Authority.Should().Be("[fd00::7]:8080");
    }

    [Theory]
    [InlineData("99999", 8080)]
    [InlineData("0", 8080)]
    [InlineData("-1", 8080)]
    [InlineData("web", 8080)]
    [InlineData("65535", 65535)]
    public void ToTargets_PortAnnotation_IsTakenWhereItIsAPortAndComplainedAboutElse(string annotation, int port)
    {
        var pod = Pod();
        pod.Metadata.Annotations = new Dictionary<string, string> { ["prometheus.io/port"] = annotation };
        var complaints = new List<string>();

        new[] { pod }.ToTargets(_options, (name, reason) => complaints.Add($"{name}: {reason}")).Single().Address.Port.Should().Be(port);

        complaints.Should().Equal(port == 8080 ? [$"api-stable-1: prometheus.io/port = '{annotation}' is no port; 8080 is taken"] : []);
    }

    [Fact]
    public void ToTargets_PodThatCannotBeRead_CostsTheOthersNothing()
    {
        var odd = Pod();
        odd.Status.PodIP = "no address]";
        var complaints = new List<string>();

        new[] { odd, Pod() }.ToTargets(_options, (name, _) => complaints.Add(name)).Should().ContainSingle();

        complaints.Should().Equal("api-stable-1");
    }

    private static V1Pod Pod() => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = "api-stable-1",
            Labels = new Dictionary<string, string> { ["app"] = "api", ["track"] = "stable" },
        },
        Spec = new V1PodSpec { Containers = [new V1Container { Name = "api", Image = "team/api:stable@sha256:ab" }] },
        Status = new V1PodStatus
        {
            Phase = "Running",
            PodIP = "198.18.0.7",
            ContainerStatuses =
            [
                new V1ContainerStatus { Name = "api", ImageID = "docker-pullable://team/api@sha256:ab", Image = "", Ready = true, RestartCount = 0 },
            ],
        },
    };
}

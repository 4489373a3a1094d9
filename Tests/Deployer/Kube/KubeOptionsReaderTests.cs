using Deployer.Control;
using Deployer.Kube;
using Deployer.Rollouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Tests.Kube;

public sealed class KubeOptionsReaderTests
{
    private static readonly TrackKey Canary = new("api", "canary");

    [Fact]
    public void Read_Nothing_HasTheDefaults()
    {
        Read(("Namespace", "shop")).TrackOf(Canary).Should().Be(
            new KubeTrack(Canary, WorkloadKind.Deployment, "api-canary", "api", 1));
    }

    [Fact]
    public void Read_Track_IsAsSaid()
    {
        var options = Read(
            ("Services:api:Tracks:canary:Kind", "ReplicationController"),
            ("Services:api:Tracks:canary:Name", "canary-controller"),
            ("Services:api:Tracks:canary:Container", "web"),
            ("Services:api:Tracks:canary:Replicas", "3"));

        options.TrackOf(Canary).Should().Be(
            new KubeTrack(Canary, WorkloadKind.ReplicationController, "canary-controller", "web", 3));
    }

    [Fact]
    public void Read_Faults_AreNamedAllAtOnce()
    {
        var read = () => Read(
            ("Kubeconfig", "/nowhere/config"),
            ("RequestTimeout", "00:02:00"),
            ("Namespaces", "shop"),
            ("Lease:Duration", "00:00:05"),
            ("Services:api:Tracks:canary:Kind", "StatefulSet"),
            ("Services:api:Tracks:stable:Name", "Stable"),
            ("Services:api:Tracks:stable:Replicas", "0"),
            ("Services:web:Tracks:stable:Name", "web"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().SatisfyRespectively(
            fault => fault.Should().Match("Kube:RequestTimeout: '00:02:00': *"),
            fault => fault.Should().Match("Kube:Namespaces: unknown*"),
            fault => fault.Should().Be("Kube:Kubeconfig: '/nowhere/config': there is no such file"),
            fault => fault.Should().Match("Kube:Lease:Duration: '00:00:05': must be more than*"),
            fault => fault.Should().Match("Kube:Services:api:Tracks:canary*StatefulSet*"),
            fault => fault.Should().Match("Kube:Services:api:Tracks:stable:Replicas: '0': *"),
            fault => fault.Should().Be("Kube:Services:web:Tracks:stable: Releases knows no track 'web/stable'"),
            fault => fault.Should().Match("Kube:Services:api:Tracks:stable: 'Stable' is no name in Kubernetes*"));
    }

    [Fact]
    public void Read_TwoTracksOfOneWorkload_IsAFault()
    {
        var read = () => Read(("Services:api:Tracks:canary:Name", "api-stable"));

        read.Should().Throw<OptionsValidationException>()
            .WithMessage("Kube: api/canary and api/stable both have Deployment 'api-stable'");
    }

    private static KubeOptions Read(params (string Key, string Value)[] settings)
    {
        var pairs = settings.Select(pair => KeyValuePair.Create($"Kube:{pair.Key}", (string?)pair.Value)).Concat(
        [
            KeyValuePair.Create("Releases:api:Tracks:canary:Tag", (string?)"canary"),
            KeyValuePair.Create("Releases:api:Tracks:stable:Tag", (string?)"stable"),
        ]);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return KubeOptionsReader.Read(configuration, ReleaseCatalogReader.Read(configuration, measured: false));
    }
}

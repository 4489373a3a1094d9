using Monitor.Discovery;
using Monitor.Scraping;

namespace Tests.Discovery;

public class TargetMappingTests
{
    private readonly List<string> _refused = [];

    [Fact]
    public void ToTargets_GroupWithLabels_IsATargetForEachAddress() =>
        Targets(["127.0.0.1:41233"], ("service", "api"), ("track", "canary"), ("instance", "api-canary-1"),
            ("image", "api:canary"), ("digest", "sha256:ab"), ("version", "1.2")).Should().Equal(
            new Target(new Uri("http://127.0.0.1:41233/metrics"),
                "api-canary-1", "api", "canary", "api:canary", "sha256:ab", "1.2"));

    [Fact]
    public void ToTargets_NoLabels_IsNamedByItsAddress()
    {
        var target = Targets(["shop:80"]).Single();

        target.Instance.Should().Be("shop:80");
        target.Should().BeEquivalentTo(new { Service = "", Track = "", Image = "", Digest = "", Version = "" });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void ToTargets_LabelsThatAreNothing_AreNotThere(string? nothing) => Targets(
            ["shop:80"], ("service", nothing), ("track", nothing), ("instance", nothing), ("image", nothing), ("digest", nothing),
            ("version", nothing), ("__scheme__", nothing), ("__metrics_path__", nothing))
        .Should().Equal(new Target(new Uri("http://shop/metrics"), "shop:80", "", "", "", "", ""));

    [Fact]
    public void ToTargets_PrometheusOwnLabels_ChangeSchemeAndPath() =>
        Targets(["shop:8443"], ("__scheme__", "https"), ("__metrics_path__", "/stats/prometheus"))
            .Single().Address.Should().Be("https://shop:8443/stats/prometheus");

    [Fact]
    public void ToTargets_SameTargetTwice_IsOne() => Targets(["a:1", "a:1", "[::1]:5"]).Should().HaveCount(2);

    [Theory]
    [InlineData("")]
    [InlineData("http://a:1")]
    [InlineData("a:1/admin?x=")]
    [InlineData("user@a:1")]
    [InlineData("a:99999")]
    public void ToTargets_NoHostAndPort_IsRefusedAndTheRestStays(string address)
    {
        Targets([address, "b:2"]).Should().ContainSingle();

        _refused.Should().Equal(address);
    }

    [Fact]
    public void ToTargets_NothingInIt_IsNothing() =>
        new TargetGroup?[] { null, new(null, null) }.ToTargets(_refused.Add).Should().BeEmpty();

    private IReadOnlyList<Target> Targets(string[] addresses, params (string Name, string? Value)[] labels) =>
        new[] { new TargetGroup(addresses, labels.ToDictionary(label => label.Name, label => label.Value)) }
            .ToTargets(_refused.Add);
}

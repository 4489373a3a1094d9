using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tests.Fakes;

namespace Tests.Control;

public sealed class ReleaseCatalogReaderTests
{
    [Fact]
    public void Read_Defaults_FollowTheTracksNames()
    {
        var catalog = Read(("Releases:api:Tracks:stable:Branch", "master"), ("Releases:api:Tracks:canary:Branch", "canary"));

        catalog.Tracks.Select(track => track.Image.Familiar).Should().Equal("api:canary", "api:stable");
        catalog.Find(new TrackKey("api", "canary"))!.Policy.ScaleToZero.Should().BeTrue();
        catalog.Find(new TrackKey("api", "stable"))!.Policy.ScaleToZero.Should().BeFalse();
    }

    [Fact]
    public void Read_Faults_AreAllNamedWithKeyAndValue()
    {
        var read = () => Read(
            ("Releases:api:Repository", "No Repository"),
            ("Releases:api:Tracks:stable:Tag", "stable"),
            ("Releases:web:Tracks:stable:ProgressDeadline", "00:00:00"),
            ("Releases:job:Traks:stable:Tag", "stable"),
            ("Releases:old:Tracks:stable:ProgressDeadline", "soon"));

        var faults = read.Should().Throw<OptionsValidationException>().Which.Failures;
        faults.Should().Contain(fault => fault.Contains("'No Repository:stable'"));
        faults.Should().Contain(fault => fault.Contains("Releases:web:Tracks:stable") && fault.Contains("ProgressDeadline"));
        faults.Should().Contain(fault => fault.Contains("Traks"));
        faults.Should().Contain(fault => fault.Contains("soon"));
    }

    [Fact]
    public void Read_TwoTracksOnOneTag_IsAFault()
    {
        var read = () => Read(("Releases:api:Tracks:a:Tag", "x"), ("Releases:api:Tracks:b:Tag", "x"));

        read.Should().Throw<OptionsValidationException>().Which.Message.Should().Contain("api/a and api/b both follow api:x");
    }

    [Fact]
    public void Read_SomethingMeasures_BothTracksAreJudgedAndTheCanaryIsPromotedFrom()
    {
        var catalog = Read(
            measured: true,
            ("Releases:api:Tracks:stable:RequireCanary", "true"),
            ("Releases:api:Tracks:canary:Analysis:MinRequests", "20"),
            ("Releases:api:Tracks:canary:Promotion:Approvals", "2"),
            ("Releases:api:Freezes:weekend:Days:0", "Saturday"),
            ("Releases:api:Freezes:weekend:From", "18:00"),
            ("Releases:api:Freezes:weekend:TimeZone", "Europe/Berlin"));

        var (canary, stable) = (catalog.Find(new TrackKey("api", "canary"))!, catalog.Find(new TrackKey("api", "stable"))!);
        canary.Policy.Analysis!.MinRequests.Should().Be(20);
        canary.Policy.Promotion.Should().BeEquivalentTo(new { Automatic = false, Approvals = 2, RequireVerdict = true });
        canary.Policy.Promotion!.Freezes.Single().Name.Should().Be("weekend");
        canary.Policy.Freezes.Should().BeEmpty();
        canary.MaxCanaryShare.Should().Be(0.25);
        stable.Policy.Analysis.Should().NotBeNull();
        stable.Policy.Promotion.Should().BeNull();
        stable.Policy.RequireCanary.Should().BeTrue();
        stable.Policy.Freezes.Single().From.Should().Be(new TimeOnly(18, 0));
    }

    [Theory]
    [InlineData("Measurements:Monitor:Address")]
    [InlineData("Measurements:Prometheus:Address")]
    public void Read_AnAddressOfWhatMeasures_ReleasesAreJudged(string setting)
    {
        using var deployer = new DeployerApplication(settings: (setting, "http://127.0.0.1:1"));

        deployer.Services.GetRequiredService<ReleaseCatalog>().Tracks.Should()
            .NotBeEmpty().And.OnlyContain(track => track.Policy.Analysis != null);
    }

    [Fact]
    public void Read_NothingMeasures_NothingIsJudgedUnlessAskedFor()
    {
        var catalog = Read(
            ("Releases:api:Tracks:stable:Tag", "stable"), ("Releases:api:Tracks:canary:Analysis:Enabled", "true"));

        catalog.Find(new TrackKey("api", "stable"))!.Policy.Analysis.Should().BeNull();
        catalog.Find(new TrackKey("api", "canary"))!.Policy.Analysis.Should().NotBeNull();
    }

    [Fact]
    public void Read_FaultsOfAnalysisAndFreezes_AreNamedToo()
    {
        var read = () => Read(
            ("Releases:api:Tracks:canary:Analysis:MaxErrorDifference", "7"),
            ("Releases:api:Tracks:canary:Analysis:Window", "00:00:02"),
            ("Releases:api:Tracks:canary:Promotion:Approvals", "-1"),
            ("Releases:api:Freezes:night:TimeZone", "Middle/Earth"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().SatisfyRespectively(
            fault => fault.Should().Contain("Freezes:night:TimeZone: 'Middle/Earth'"),
            fault => fault.Should().Contain("canary:Analysis:MaxErrorDifference"),
            fault => fault.Should().Contain("canary:Promotion:Approvals"),
            fault => fault.Should().Contain("canary:Analysis:Window: '00:00:02' must not be shorter"));
    }

    [Fact]
    public void Read_Steps_AreTheCanarys()
    {
        var catalog = Read(
            measured: true,
            ("Releases:api:Tracks:stable:Tag", "stable"),
            ("Releases:api:Tracks:canary:Steps:0", "0.1"),
            ("Releases:api:Tracks:canary:Steps:1", "0.5"));

        catalog.Find(new TrackKey("api", "canary"))!.Policy.Steps.Should().Equal(0.1, 0.5);
    }

    [Fact]
    public void Read_FaultsOfSteps_AreNamedEach()
    {
        var read = () => Read(
            ("Releases:api:Tracks:stable:Steps:0", "0.2"),
            ("Releases:api:Tracks:canary:Steps:0", "0.5"),
            ("Releases:api:Tracks:canary:Steps:1", "0.25"),
            ("Releases:api:Tracks:canary:Steps:2", "50"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().SatisfyRespectively(
            fault => fault.Should().Be("Releases:api:Tracks:canary:Steps:1: '0.25' must be above the step before it, '0.5'"),
            fault => fault.Should().Be("Releases:api:Tracks:canary:Steps:2: '50' must be 0.01 to 0.9"),
            fault => fault.Should().Contain("canary:Steps: no step would ever pass"),
            fault => fault.Should().Contain("stable:Steps: only a canary track beside a stable one has steps"));
    }

    [Fact]
    public void Read_VerdictsThatNobodyWillGive_AreAllFaults()
    {
        var read = () => Read(
            ("Releases:api:Tracks:stable:RequireCanary", "true"),
            ("Releases:api:Tracks:canary:Promotion:Automatic", "true"),
            ("Releases:web:Tracks:stable:RequireCanary", "true"),
            ("Releases:web:Tracks:stable:Promotion:Automatic", "true"),
            ("Releases:zoo:Tracks:canary:RequireCanary", "true"));

        const string Mend = "configure a Monitor or a Prometheus that measures, and leave its Analysis:Enabled as it is";
        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            $"Releases:api:Tracks:canary:Promotion:Automatic: 'true': nothing would ever be promoted by itself, for nothing is analysed; {Mend}",
            $"Releases:api:Tracks:stable:RequireCanary: 'true' could never be met: nothing is analysed on track 'canary'; {Mend}",
            "Releases:web:Tracks:stable:RequireCanary: 'true' could never be met: the service has no track 'canary'",
            "Releases:web:Tracks:stable:Promotion:Automatic: 'true': only a canary track beside a stable one is promoted from",
            "Releases:zoo:Tracks:canary:RequireCanary: 'true': only the stable track can wait for a canary");
    }

    [Fact]
    public void Read_CanaryIsNotAnalysedThoughSomethingMeasures_IsAFaultWhereAVerdictIsRequired()
    {
        var read = () => Read(
            measured: true,
            ("Releases:api:Tracks:stable:RequireCanary", "true"),
            ("Releases:api:Tracks:canary:Analysis:Enabled", "false"));

        read.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle()
            .Which.Should().StartWith("Releases:api:Tracks:stable:RequireCanary: 'true' could never be met: nothing is analysed");
    }

    [Fact]
    public void Read_WindowLongerThanTheMonitorKeepsSamples_IsAFault()
    {
        (string, string)[] settings = [("Measurements:Monitor:Address", "http://127.0.0.1:1"), ("Releases:api:Tracks:canary:Analysis:Window", "00:20:00")];
        using var deployer = new DeployerApplication(settings: settings);
        using var longer = new DeployerApplication(settings: [.. settings, ("Measurements:Monitor:LongestWindow", "00:30:00")]);

        var read = () => deployer.Services.GetRequiredService<ReleaseCatalog>();

        read.Should().Throw<OptionsValidationException>().Which.Message.Should().StartWith(
            "Releases:api:Tracks:canary:Analysis:Window: '00:20:00' is further back than what measures can look, '00:15:00'");
        longer.Services.GetRequiredService<ReleaseCatalog>().Tracks.Should().NotBeEmpty();
    }

    [Fact]
    public void Match_AbbreviatedRepository_IsTheSame()
    {
        var catalog = Read(("Releases:api:Tracks:canary:Tag", "canary"));

        catalog.Match(ImageReference.Parse("docker.io/library/api:canary")).Tracks.Should().ContainSingle();
    }

    private static ReleaseCatalog Read(params (string Key, string Value)[] settings) => Read(measured: false, settings);

    private static ReleaseCatalog Read(bool measured, params (string Key, string Value)[] settings) => ReleaseCatalogReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build(),
        measured);
}

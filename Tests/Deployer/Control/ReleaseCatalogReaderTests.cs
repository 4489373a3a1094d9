using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

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
    public void Match_AbbreviatedRepository_IsTheSame()
    {
        var catalog = Read(("Releases:api:Tracks:canary:Tag", "canary"));

        catalog.Match(ImageReference.Parse("docker.io/library/api:canary")).Tracks.Should().ContainSingle();
    }

    private static ReleaseCatalog Read(params (string Key, string Value)[] settings) => ReleaseCatalogReader.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build());
}

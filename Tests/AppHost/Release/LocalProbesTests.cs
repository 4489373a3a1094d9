using AppHost.Release;

namespace Tests.Hosting.Release;

public sealed class LocalProbesTests
{
    private readonly IReadOnlyDictionary<string, ProbeOptions> _probes = LocalProbes.Of(new StableTrackOptions());

    [Fact]
    public void Of_Startup_AsksFourTimesASecondForAQuarterOfAMinute()
    {
        _probes["Startup"].Period.Should().Be(TimeSpan.FromMilliseconds(250));
        _probes["Startup"].FailureThreshold.Should().Be(60);
    }

    [Fact]
    public void Of_Readiness_AsksEverySecond() => _probes["Readiness"].Period.Should().Be(TimeSpan.FromSeconds(1));

    [Fact]
    public void Of_Liveness_IsLeftAsItIs() => _probes["Liveness"].Should().Be(new StableTrackOptions().Liveness);

    [Fact]
    public void Of_FasterThanNeeded_IsLeftAsItIs()
    {
        var readiness = new ProbeOptions { Path = "/", Period = TimeSpan.FromMilliseconds(100) };

        LocalProbes.Of(new StableTrackOptions { Readiness = readiness })["Readiness"].Should().Be(readiness);
    }
}

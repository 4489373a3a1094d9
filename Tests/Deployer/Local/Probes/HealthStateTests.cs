using Deployer.Local.Probes;

namespace Tests.Local.Probes;

public sealed class HealthStateTests
{
    private static readonly ProbeOptions Probe = new() { Path = "/health", FailureThreshold = 2 };
    private static readonly ProbeOptions Unset = new();
    private static readonly ProbeResult Good = new(true, "");
    private static readonly ProbeResult Bad = new(false, "");

    [Fact]
    public void Of_StartupSet_AsksNothingElseUntilItSucceeds()
    {
        var before = HealthState.Of(Probe, Probe, Probe);
        var after = before.Next(ProbeKind.Startup, Good, Probe);

        Asked(before).Should().Equal(ProbeKind.Startup);
        Asked(after).Should().Equal(ProbeKind.Readiness, ProbeKind.Liveness);
        after.Started.Should().BeTrue();
        after.Ready.Should().BeFalse();
    }

    [Fact]
    public void Of_NothingSet_IsReadyAtOnce() => HealthState.Of(Unset, Unset, Unset).Ready.Should().BeTrue();

    [Fact]
    public void Next_AnswerOfProbeNoLongerAsked_ChangesNothing()
    {
        var started = HealthState.Of(Probe, Probe, Probe).Next(ProbeKind.Startup, Good, Probe);

        started.Next(ProbeKind.Startup, Bad, Probe).Next(ProbeKind.Startup, Bad, Probe).Should().Be(started);
    }

    [Fact]
    public void Next_EarlyLivenessAnswer_IsNotFatalBeforeStart()
    {
        var starting = HealthState.Of(Probe, Probe, Probe);

        starting.Next(ProbeKind.Liveness, Bad, Probe).Next(ProbeKind.Liveness, Bad, Probe).Fatal.Should().BeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Next_ThresholdOfFailures_IsFatalForStartupAndLiveness(bool started)
    {
        var kind = started ? ProbeKind.Liveness : ProbeKind.Startup;
        var health = HealthState.Of(started ? Unset : Probe, Probe, Probe);

        var once = health.Next(kind, Bad, Probe);
        var twice = once.Next(kind, Bad, Probe);

        once.Fatal.Should().BeNull();
        twice.Fatal.Should().Be(kind);
    }

    [Fact]
    public void Next_ReadinessFails_IsNotFatal()
    {
        var health = HealthState.Of(Unset, Probe, Probe).Next(ProbeKind.Readiness, Good, Probe);
        var failing = health.Next(ProbeKind.Readiness, Bad, Probe);

        failing.Ready.Should().BeTrue("one failure is less than the threshold");
        failing.Next(ProbeKind.Readiness, Bad, Probe).Ready.Should().BeFalse();
        failing.Next(ProbeKind.Readiness, Bad, Probe).Fatal.Should().BeNull();
    }

    [Fact]
    public void Unreachable_Ready_IsNotReadyUntilAskedAgain()
    {
        var ready = HealthState.Of(Unset, Probe, Probe).Next(ProbeKind.Readiness, Good, Probe);

        var unreachable = ready.Unreachable("refused");

        unreachable.Ready.Should().BeFalse();
        unreachable.Next(ProbeKind.Readiness, Good, Probe).Ready.Should().BeTrue();
    }

    private static IEnumerable<ProbeKind> Asked(HealthState health) => Enum.GetValues<ProbeKind>().Where(health.Asks);
}

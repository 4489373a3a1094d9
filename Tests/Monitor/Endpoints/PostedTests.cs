using Monitor.Dispatch;
using Monitor.Endpoints.Alertmanager;

namespace Tests.Endpoints;

public class PostedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);

    [Fact]
    public void Alerts_FarOffTimes_AreOneThatHasBegun()
    {
        var (alerts, faults) = PostedAlerts.Of(
            [new PostableAlert(new() { ["alertname"] = "Full" }, null, Never, Never, null)], new Dictionary<string, Alert>(), Now);

        faults.Should().BeEmpty();
        (alerts.Single().StartsAt, alerts.Single().EndsAt).Should().Be((Now, Never));
    }

    [Fact]
    public void Silence_NeverEnds_IsTaken()
    {
        var (silence, fault) = PostedSilence.Of(
            new PostableSilence(null, [new SilenceMatcher("instance", "a", false, null)], Now, Never, "me", "for good"), "1", "me", Now);

        fault.Should().BeEmpty();
        (silence!.EndsAt, silence.StateAt(Now)).Should().Be((Never, SilenceState.Active));
    }

    [Fact]
    public void Silence_MatcherThatIsNull_IsAFault()
    {
        var (silence, fault) = PostedSilence.Of(new PostableSilence(null, [null], Now, Never, "me", "x"), "1", "me", Now);

        silence.Should().BeNull();
        fault.Should().Contain("'' is no matcher");
    }
}

using Monitor.Alerting;
using Monitor.Dispatch;
using Monitor.Forwarding;
using Tests.Mail;

namespace Tests.Forwarding;

public sealed class ForwardBookTests
{
    private static readonly DateTimeOffset Start = Notifications.At;
    private readonly ForwardBook _book = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void Due_Firing_IsSentAtOnceAndAgainAfterTheDelay()
    {
        var alerts = new[] { Viewed(Notifications.Alert("a", null)) };

        Send(alerts, 0).Should().Equal("a");
        Send(alerts, 59).Should().BeEmpty();
        Send(alerts, 60).Should().Equal("a");
        Send(alerts, 61).Should().BeEmpty();
    }

    [Fact]
    public void Due_NotSentBecauseItFailed_StaysDue()
    {
        var alerts = new[] { Viewed(Notifications.Alert("a", null)) };

        _book.Due(alerts, Start).Should().ContainSingle();
        _book.Due(alerts, Start.AddSeconds(1)).Should().ContainSingle();
    }

    [Fact]
    public void Due_Ended_IsSentAtOnceAndAgainWhileItIsKept()
    {
        Send([Viewed(Notifications.Alert("a", null))], 0);
        var ended = new[] { Viewed(Notifications.Alert("a", Start)) };

        Send(ended, 1).Should().Equal("a");
        Send(ended, 2).Should().BeEmpty();
        Send(ended, 61).Should().Equal("a");
    }

    [Fact]
    public void Due_BegunAnew_IsSentAtOnce()
    {
        Send([Viewed(Notifications.Alert("a", Start))], 0);

        Send([Viewed(Notifications.Alert("a", null) with { StartsAt = Start.AddSeconds(1) })], 1).Should().Equal("a");
    }

    [Fact]
    public void Due_ReceivedFromOthers_IsNotSent() =>
        Send([Viewed(Notifications.Alert("a", null) with { IsReceived = true })], 0).Should().BeEmpty();

    [Fact]
    public void Due_SilencedOrInhibitedHere_IsSentAllTheSame() =>
        Send([new ViewedAlert(Notifications.Alert("a", null), new Suppression(["s"], ["f"], null))], 0).Should().Equal("a");

    [Fact]
    public void Due_MutedByARollout_IsHeldBackUnlessItIsKnownThere()
    {
        var muted = new Suppression([], [], "api/canary");

        Send([new ViewedAlert(Notifications.Alert("a", null), muted)], 0).Should().BeEmpty();
        Send([Viewed(Notifications.Alert("a", null))], 1).Should().Equal("a");
        Send([new ViewedAlert(Notifications.Alert("a", null), muted)], 61).Should().Equal(["a"], "it would end there otherwise");
    }

    [Fact]
    public void Due_AfterForgetting_IsEverything()
    {
        var alerts = new[] { Viewed(Notifications.Alert("a", null)), Viewed(Notifications.Alert("b", Start)) };
        Send(alerts, 0);

        _book.Forget();

        Send(alerts, 1).Should().Equal("a", "b");
    }

    private static ViewedAlert Viewed(Alert alert) => new(alert, Suppression.None);

    private string[] Send(ViewedAlert[] alerts, int second)
    {
        var now = Start.AddSeconds(second);
        var due = _book.Due(alerts, now);
        _book.Sent(due, now);
        return [.. due.Select(alert => alert.Labels["instance"])];
    }
}

using Monitor.Alerting.Outgoing;
using Monitor.Dispatch;
using Monitor.Rules;
using Tests.Mail;

namespace Tests.Alerting.Outgoing;

public class OutboxTests
{
    private static readonly DateTimeOffset Now = Notifications.At;
    private static readonly HashSet<string> NoneBusy = [];
    private readonly Outbox _outbox = new();

    [Fact]
    public void NextDue_OlderOfTheSameGroupIsPutOff_NewerWaitsForIt()
    {
        Put("first", "a", Now, next: Now.AddMinutes(2), attempts: 5);
        Put("second", "a", Now.AddSeconds(1));
        Put("third", "b", Now.AddSeconds(2));

        _outbox.NextDue(Now.AddSeconds(5), NoneBusy)!.Id.Should().Be("third");
        _outbox.Remove("third");
        _outbox.NextDue(Now.AddSeconds(5), NoneBusy).Should().BeNull();
        _outbox.NextDue(Now.AddMinutes(2), NoneBusy)!.Id.Should().Be("first");
        _outbox.Remove("first");
        _outbox.NextDue(Now.AddMinutes(2), NoneBusy)!.Id.Should().Be("second");
    }

    [Fact]
    public void NextDue_OlderOfTheSameGroupIsClaimed_NewerWaitsForIt()
    {
        Put("first", "a", Now, claimed: Now.AddSeconds(45), attempts: 1);
        Put("second", "a", Now.AddSeconds(1));

        _outbox.NextDue(Now.AddSeconds(44), NoneBusy).Should().BeNull();
        _outbox.NextDue(Now.AddSeconds(45), NoneBusy)!.Id.Should().Be("first");
    }

    [Fact]
    public void NextDue_OlderOfTheSameGroupWasRefused_NewerIsDue()
    {
        Put("first", "a", Now, rejected: Now);
        Put("second", "a", Now.AddSeconds(1));

        _outbox.NextDue(Now.AddSeconds(1), NoneBusy)!.Id.Should().Be("second");
    }

    [Fact]
    public void NextDue_SeveralGroups_TakesTheOneWhoseTimeCameFirst()
    {
        Put("old", "a", Now.AddHours(-1), next: Now.AddSeconds(-1), attempts: 30);
        Put("new", "b", Now.AddSeconds(-2));

        _outbox.NextDue(Now, NoneBusy)!.Id.Should().Be("new", "what fails for an hour already must not hold it up");
        _outbox.NextDue(Now, new HashSet<string> { "mail/0" }).Should().BeNull();
    }

    [Fact]
    public void Replaceable_ClaimedAndWaiting_IsOnlyWhatNobodyDelivers()
    {
        Put("first", "a", Now, claimed: Now.AddSeconds(45), attempts: 1);
        Put("second", "a", Now.AddSeconds(1));
        Put("other", "b", Now.AddSeconds(1));

        _outbox.Replaceable("a", Now.AddSeconds(2)).Select(item => item.Id).Should().Equal("second");
        _outbox.Replaceable("a", Now.AddSeconds(46)).Select(item => item.Id).Should().Equal("second", "first");
    }

    [Theory]
    [InlineData(0, true)]
    // It may have arrived, and its id with it: mail stores would drop another mail of that id.
    [InlineData(1, false)]
    public void Replacing_Beginning_BeginsTheThreadUnlessItWasTried(int attempts, bool isFirst)
    {
        var older = OutboxItem.New(Notifications.Firing("a"), Now) with { Attempts = attempts, NextAttempt = Now.AddMinutes(1) };

        var both = OutboxItem.New(Notifications.Resolved("b"), Now.AddSeconds(20)).Replacing(older);

        both.Notification.IsFirst.Should().Be(isFirst);
        both.Notification.Resolved.Select(alert => alert.Labels["instance"]).Should().Equal("b");
        both.Attempts.Should().Be(attempts);
        both.NextAttempt.Should().Be(Now.AddMinutes(1));
        both.EnqueuedAt.Should().Be(Now.AddSeconds(20), "three days are not over for what is new");
    }

    [Fact]
    public void Replacing_BeginningNobodyGot_IsNotStillFiring()
    {
        var repeat = Notifications.Firing("a", 2) with { IsRepeat = true };

        OutboxItem.New(repeat, Now.AddHours(4)).Replacing(OutboxItem.New(Notifications.Firing("a"), Now))
            .Notification.IsRepeat.Should().BeFalse();
    }

    [Fact]
    public void Outdated_ManyRefused_KeepsTheNewestOfAWeek()
    {
        Put("waiting", "w", Now.AddDays(-30));
        for (var number = 0; number < 120; number++)
        {
            Put($"{number}", "a", Now.AddDays(-1), rejected: Now.AddMinutes(-number));
        }

        _outbox.Outdated(Now).Select(item => item.Id).Should().BeEquivalentTo(Enumerable.Range(100, 20).Select(number => $"{number}"));
        _outbox.Outdated(Now.AddDays(7)).Should().HaveCount(119);
        _outbox.Outdated(Now.AddDays(8)).Should().HaveCount(120);
    }

    private void Put(
        string id, string key, DateTimeOffset at, DateTimeOffset? next = null, DateTimeOffset? claimed = null, int attempts = 0,
        DateTimeOffset? rejected = null) => _outbox.Put(new OutboxItem(
            new Notification(id, key, "mail", 0, LabelSet.Empty, key, 1, false, true, at, [], []),
            at, attempts, next ?? at, claimed, null, rejected is not null, rejected));
}

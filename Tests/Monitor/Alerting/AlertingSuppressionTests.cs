using Monitor.Dispatch;
using Monitor.Rules;

namespace Tests.Alerting;

/// <summary>Of what nobody is told, and for how long.</summary>
public sealed class AlertingSuppressionTests : AlertingScenario
{
    [Fact]
    public async Task RunAsync_TargetDown_TellsThatAndHoldsBackTheRest()
    {
        await BeginAsync("cpu 10");
        Bench.Scrape("a", null);
        await Bench.RunForAsync(10);
        Mailbox.Told.Should().Equal("firing TargetDown:a");

        // Busy when it was last seen: who mends the one sees about the other.
        await PutAsync(Bench, Received("HighCpu", "a"), Received("HighCpu", "b"));
        await Bench.RunForAsync(5);
        Mailbox.Told.Should().Equal("firing TargetDown:a", "firing HighCpu:b");
    }

    [Fact]
    public async Task RunAsync_DuringARollout_TellsOnlyOfWhatIsLeftAfterIt()
    {
        Tracks.Current = Rolling(isRolling: true, finished: null);
        Bench.Scrape("a", "cpu 90");
        Bench.Scrape("b", "cpu 90");
        await Bench.RunForAsync(20);
        Mailbox.Told.Should().BeEmpty();
        Bench.View.View.Alerts.Should().OnlyContain(alert => alert.Suppression.MutedBy == "api/stable");

        Bench.Scrape("a", "cpu 10");
        Tracks.Current = Rolling(isRolling: false, finished: Time.GetUtcNow());
        await Bench.RunForAsync(29);
        Mailbox.Told.Should().BeEmpty("what has just started may still be warming up");
        await Bench.RunForAsync(15);
        Mailbox.Told.Should().Equal("firing HighCpu:b");
        Mailbox.Delivered[0].Firing[0].Annotations["last_rollout"].Should().Be("Succeeded: api:stable");
    }

    [Fact]
    public async Task RunAsync_Silenced_TellsNothingUntilTheSilenceEnds()
    {
        await Bench.Writer.PutAsync(
            new Silence(
                "1", [new Matcher("instance", MatchOperator.Match, "a|b")], Time.GetUtcNow(), Time.GetUtcNow().AddSeconds(60),
                Time.GetUtcNow(), "me", "mending it"),
            CancellationToken.None);
        Bench.Scrape("a", "cpu 90");
        Bench.Scrape("c", "cpu 90");

        await Bench.RunForAsync(50);
        Mailbox.Told.Should().Equal("firing HighCpu:c");
        await Bench.RunForAsync(30);
        Mailbox.Told.Should().Equal("firing HighCpu:c", "firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_SilenceAndAlertThatNeverEnd_StopNothing()
    {
        var never = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        var forEver = Received("Full", "z") with { StartsAt = never, EndsAt = never, IsReceived = true };
        await PutAsync(Bench, forEver);
        await Bench.Writer.PutAsync(
            new Silence("1", [new Matcher("instance", MatchOperator.Equal, "b")], Time.GetUtcNow(), never, Time.GetUtcNow(), "me", "x"),
            CancellationToken.None);

        await BeginAsync();

        Mailbox.Told.Should().Contain("firing HighCpu:a");
        Bench.View.View.Silences.Single().EndsAt.Should().Be(never);
        Bench.View.View.Error.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_DeployerDiesInARollout_MutesNoLongerThanItsWordIsGood()
    {
        Tracks.Current = Rolling(isRolling: true, finished: null);
        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(55);
        Mailbox.Told.Should().BeEmpty();

        await Bench.RunForAsync(20);

        Mailbox.Told.Should().Equal("firing HighCpu:a");
    }
}

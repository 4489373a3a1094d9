using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;
using Monitor.Alerting.Tracks;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Storage;

namespace Tests.Alerting;

public sealed class AlertingPassTests : IDisposable
{
    private const string Plan = """
        rules:
          - { alert: HighCpu, expr: cpu, above: 70, clear: 60, missing: 20s, mute_during_rollout: true }
          - { alert: TargetDown, expr: up, below: 1, for: 5s }
        route: { receiver: mail, group_wait: 1s, group_interval: 10s, repeat_interval: 1h }
        receivers: [{ name: mail, email_configs: [{}] }]
        inhibit_rules:
          - { source_matchers: [alertname=TargetDown], target_matchers: [alertname=HighCpu], equal: [instance] }
        """;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly MemoryStateStore _store = new(NullLogger<MemoryStateStore>.Instance);
    private readonly FakeMailbox _mailbox = new();
    private readonly AlertingBench.FakeTracks _tracks = new();
    private AlertingBench _bench;

    public AlertingPassTests() => _bench = Start();

    [Fact]
    public async Task RunAsync_AboveAndBelow_TellsOfBothWithinTheGroupsTimes()
    {
        _bench.Scrape("a", "cpu 50");
        await _bench.RunForAsync(5);
        _bench.Scrape("a", "cpu 93.5");
        await _bench.RunAsync();
        _mailbox.Told.Should().BeEmpty("the group waits a second");
        await _bench.RunForAsync(1);
        _mailbox.Told.Should().Equal("firing HighCpu:a");
        _bench.Scrape("a", "cpu 59");
        await _bench.RunForAsync(10);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
        _mailbox.Delivered[1].Thread.Should().Be(_mailbox.Delivered[0].Thread);
        var alert = _mailbox.Delivered[0].Firing.Single();
        alert.Annotations.Should().Contain(
        [
            KeyValuePair.Create("value", "93.5"), KeyValuePair.Create("threshold", "above 70"),
            KeyValuePair.Create("image", "api:stable"), KeyValuePair.Create("digest", "sha256:ab"),
        ]);
    }

    [Fact]
    public async Task RunAsync_StillFiring_IsRepeatedAfterTheRepeatInterval()
    {
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(3590);
        _mailbox.Told.Should().Equal("firing HighCpu:a");

        await _bench.RunForAsync(25);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "repeat HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_RestartWhileFiring_TellsNothingAgainAndItsEnd()
    {
        await BeginAsync();

        Restart();
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(30);
        _mailbox.Told.Should().Equal("firing HighCpu:a");

        Restart();
        _bench.Scrape("a", "cpu 10");
        await _bench.RunForAsync(30);
        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_EndedWhileTheProcessWasAway_TellsItsEnd()
    {
        await BeginAsync();

        Restart();
        await _bench.RunForAsync(30);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetsNotKnownYet_KeepsTheirAlerts()
    {
        await BeginAsync();

        Restart();
        _bench.Targets.Current = new Monitor.Scraping.TargetSnapshot([], null, null);
        await _bench.RunForAsync(60);
        _mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetGone_EndsItsAlert()
    {
        await BeginAsync();

        _bench.Leave("a");
        await _bench.RunForAsync(15);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetDown_TellsThatAndHoldsBackTheRest()
    {
        await BeginAsync("cpu 10");
        _bench.Scrape("a", null);
        await _bench.RunForAsync(10);
        _mailbox.Told.Should().Equal("firing TargetDown:a");

        // Busy when it was last seen: who mends the one sees about the other.
        await _bench.Writer.PutAsync([Received("HighCpu", "a"), Received("HighCpu", "b")], CancellationToken.None);
        await _bench.RunForAsync(5);
        _mailbox.Told.Should().Equal("firing TargetDown:a", "firing HighCpu:b");
    }

    [Fact]
    public async Task RunAsync_DataMissing_IsAnAlertOfItsOwn()
    {
        await BeginAsync("cpu 10");
        _bench.Scrape("a", "other 1");
        await _bench.RunForAsync(19);
        _mailbox.Told.Should().BeEmpty();

        await _bench.RunForAsync(5);
        _mailbox.Told.Should().Equal("firing DataMissing:a");
        _mailbox.Delivered[0].Firing[0].Labels["rule"].Should().Be("HighCpu");
        _bench.Scrape("a", "cpu 10");
        await _bench.RunForAsync(15);
        _mailbox.Told.Should().Equal("firing DataMissing:a", "resolved DataMissing:a");
    }

    [Fact]
    public async Task RunAsync_DuringARollout_TellsOnlyOfWhatIsLeftAfterIt()
    {
        _tracks.Current = Rolling(isRolling: true, finished: null);
        _bench.Scrape("a", "cpu 90");
        _bench.Scrape("b", "cpu 90");
        await _bench.RunForAsync(20);
        _mailbox.Told.Should().BeEmpty();
        _bench.View.View.Alerts.Should().OnlyContain(alert => alert.Suppression.MutedBy == "api/stable");

        _bench.Scrape("a", "cpu 10");
        _tracks.Current = Rolling(isRolling: false, finished: _time.GetUtcNow());
        await _bench.RunForAsync(29);
        _mailbox.Told.Should().BeEmpty("what has just started may still be warming up");
        await _bench.RunForAsync(15);
        _mailbox.Told.Should().Equal("firing HighCpu:b");
        _mailbox.Delivered[0].Firing[0].Annotations["last_rollout"].Should().Be("Succeeded: api:stable");
    }

    [Fact]
    public async Task RunAsync_Silenced_TellsNothingUntilTheSilenceEnds()
    {
        await _bench.Writer.PutAsync(
            new Silence(
                "1", [new Matcher("instance", MatchOperator.Match, "a|b")], _time.GetUtcNow(), _time.GetUtcNow().AddSeconds(60),
                _time.GetUtcNow(), "me", "mending it"),
            CancellationToken.None);
        _bench.Scrape("a", "cpu 90");
        _bench.Scrape("c", "cpu 90");

        await _bench.RunForAsync(50);
        _mailbox.Told.Should().Equal("firing HighCpu:c");
        await _bench.RunForAsync(30);
        _mailbox.Told.Should().Equal("firing HighCpu:c", "firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_ServerAwayForAnHour_TellsOnceHowThingsAre()
    {
        _mailbox.Answer = _ => new Delivery.Later("away");
        for (var turn = 0; turn < 6; turn++)
        {
            _bench.Scrape("a", "cpu 90");
            _bench.Scrape("b", turn == 0 ? "cpu 90" : "cpu 10");
            await _bench.RunForAsync(300);
            _bench.Scrape("a", "cpu 10");
            await _bench.RunForAsync(300);
        }

        _bench.Outbox.Items.Should().HaveCount(2);
        _mailbox.Answer = _ => new Delivery.Done("back");
        await _bench.RunForAsync(130);

        _mailbox.Told.Should().BeEquivalentTo("resolved HighCpu:a", "resolved HighCpu:b");
        _bench.Outbox.Items.Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_RefusedForGood_IsKeptToBeSeenAndNotTriedAgain()
    {
        var attempts = 0;
        _mailbox.Answer = _ =>
        {
            attempts++;
            return new Delivery.Refused("550 no such user");
        };
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(600);

        attempts.Should().Be(1);
        _bench.Outbox.Items.Single().Should().BeEquivalentTo(new { IsRejected = true, Error = "550 no such user" });
    }

    [Fact]
    public async Task RunAsync_TwoReplicas_TellOnce()
    {
        var shared = new SharedStore(_store, _time);
        using var first = new AlertingBench(shared.As("one"), _time, Plan, _mailbox);
        using var second = new AlertingBench(shared.As("two"), _time, Plan, _mailbox);
        foreach (var bench in new[] { first, second })
        {
            bench.Scrape("a", "cpu 90");
        }

        for (var second_ = 0; second_ < 20; second_++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await first.RunAsync();
            await second.RunAsync();
        }

        _mailbox.Told.Should().Equal("firing HighCpu:a");
        second.View.View.Should().BeEquivalentTo(new { Leads = false, Error = (string?)null });
        second.View.View.Alerts.Single().Alert.Name.Should().Be("HighCpu");

        // The first one hangs: the second takes over, knows what was told, and tells the end.
        second.Scrape("a", "cpu 10");
        await second.RunForAsync(40);
        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
        await first.RunAsync();
        _mailbox.Told.Should().HaveCount(2);
    }

    [Fact]
    public async Task RunAsync_StoreAwayForAWhile_GoesOnAndTellsOnce()
    {
        var store = new FailingStore(_store);
        using var bench = new AlertingBench(store, _time, Plan, _mailbox);
        bench.Scrape("a", "cpu 10");
        await bench.RunForAsync(3);
        store.IsAway = true;
        bench.Scrape("a", "cpu 90");
        for (var second = 0; second < 20; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await FluentActions.Awaiting(bench.RunAsync).Should().ThrowAsync<StateUnavailableException>();
        }

        bench.View.View.Error.Should().Be("away");
        store.IsAway = false;
        await bench.RunForAsync(5);
        _mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task Reload_FaultyThenSound_KeepsTheOldRulesUntilItIsMended()
    {
        _bench.Scrape("a", "cpu 80");
        await File.WriteAllTextAsync(_bench.File, "rules: [{ alert: X }]");
        _bench.Plans.Reload().Should().BeFalse();
        _bench.Plans.Faults.Should().Contain("line 1: a rule needs 'expr'");
        await _bench.RunForAsync(3);
        _mailbox.Told.Should().Equal("firing HighCpu:a");

        await File.WriteAllTextAsync(_bench.File, Plan.Replace("above: 70, clear: 60", "above: 85", StringComparison.Ordinal));
        _bench.Plans.Reload().Should().BeTrue();
        await _bench.RunForAsync(15);
        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    public void Dispose() => _bench.Dispose();

    private async Task BeginAsync(string text = "cpu 90")
    {
        _bench.Scrape("a", text);
        await _bench.RunForAsync(5);
    }

    private Alert Received(string name, string instance) => new(
        new LabelSet([KeyValuePair.Create("alertname", name), KeyValuePair.Create("instance", instance)]),
        new Dictionary<string, string>(), _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(5), _time.GetUtcNow());

    private static TrackReport Rolling(bool isRolling, DateTimeOffset? finished) =>
        new([new TrackStatus("api", "stable", "Succeeded: api:stable", isRolling, false, finished)]);

    private AlertingBench Start() => new(_store, _time, Plan, _mailbox, _tracks);

    private void Restart()
    {
        _bench.Dispose();
        _bench = Start();
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting;
using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;
using Monitor.Alerting.Tracks;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Storage;
using Tests.Fakes;

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
        await PutAsync(_bench, Received("HighCpu", "a"), Received("HighCpu", "b"));
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

        bench.View.View.Error.Should().Be("the state is away: away");
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

    [Fact]
    public async Task RunAsync_SilenceAndAlertThatNeverEnd_StopNothing()
    {
        var never = new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero);
        var forEver = Received("Full", "z") with { StartsAt = never, EndsAt = never, IsReceived = true };
        await PutAsync(_bench, forEver);
        await _bench.Writer.PutAsync(
            new Silence("1", [new Matcher("instance", MatchOperator.Equal, "b")], _time.GetUtcNow(), never, _time.GetUtcNow(), "me", "x"),
            CancellationToken.None);

        await BeginAsync();

        _mailbox.Told.Should().Contain("firing HighCpu:a");
        _bench.View.View.Silences.Single().EndsAt.Should().Be(never);
        _bench.View.View.Error.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_PassFails_SaysWhyWhereReadinessIsAsked()
    {
        var store = new FailingStore(_store);
        using var bench = new AlertingBench(store, _time, Plan, _mailbox);
        await bench.RunForAsync(3);
        store.Fault = new InvalidOperationException("a fault of ours");
        _time.Advance(TimeSpan.FromSeconds(3));
        await FluentActions.Awaiting(bench.RunAsync).Should().ThrowAsync<InvalidOperationException>();

        var health = await new AlertingHealthCheck(bench.View).CheckHealthAsync(new HealthCheckContext());
        health.Status.Should().Be(HealthStatus.Degraded);
        health.Description.Should().Be("a pass over the rules failed: a fault of ours");
        store.Fault = null;
        await bench.RunForAsync(1);
        (await new AlertingHealthCheck(bench.View).CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task RunAsync_RestartLongAfterItFired_IsNoRecoveryWhileNothingIsKnown()
    {
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(600);

        Restart();
        _bench.Scrape("a", "other 1");
        await _bench.RunForAsync(15);
        _mailbox.Told.Should().Equal("firing HighCpu:a");
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(15);
        _mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetDownForLong_DoesNotEndWhatFiredBefore()
    {
        await BeginAsync();
        _bench.Scrape("a", null);

        await _bench.RunForAsync(1200);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "firing TargetDown:a");
        _bench.Scrape("a", "cpu 10");
        await _bench.RunForAsync(15);
        _mailbox.Told.Skip(2).Should().BeEquivalentTo("resolved HighCpu:a", "resolved TargetDown:a");
    }

    [Fact]
    public async Task RunAsync_EndThatIsLookedAtMuchLater_IsToldAllTheSame()
    {
        _bench.Dispose();
        _bench = new AlertingBench(
            _store, _time, Plan.Replace("group_interval: 10s", "group_interval: 30m", StringComparison.Ordinal), _mailbox, _tracks);
        await BeginAsync();
        _bench.Scrape("a", "cpu 10");
        await _bench.RunForAsync(1700);
        _mailbox.Told.Should().Equal("firing HighCpu:a");

        await _bench.RunForAsync(120);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
        await _bench.RunForAsync(10);
        _bench.View.View.Alerts.Should().BeEmpty("what was told is remembered no longer than usual");
    }

    [Fact]
    public async Task RunAsync_StoreAwayBetweenAnEndAndTellingIt_TellsItHoursLater()
    {
        var store = new FailingStore(_store);
        using var bench = new AlertingBench(store, _time, Plan, _mailbox);
        bench.Scrape("a", "cpu 90");
        await bench.RunForAsync(3);
        await PutAsync(bench, Received("Full", "z") with { EndsAt = _time.GetUtcNow().AddSeconds(2) });
        await bench.RunForAsync(1);
        bench.Scrape("a", "cpu 10");
        await bench.RunForAsync(1);
        bench.View.View.Alerts.Should().Contain(alert => alert.Alert.Name == "HighCpu" && alert.Alert.EndsAt != null);

        store.IsAway = true;
        _time.Advance(TimeSpan.FromSeconds(10));
        await FluentActions.Awaiting(bench.RunAsync).Should().ThrowAsync<StateUnavailableException>();
        _time.Advance(TimeSpan.FromHours(3));
        store.IsAway = false;
        await bench.RunForAsync(15);

        _mailbox.Told.Should().BeEquivalentTo("firing HighCpu:a", "firing Full:z", "resolved HighCpu:a", "resolved Full:z");
    }

    [Fact]
    public async Task RunAsync_AlertVanishedWithoutAnEnd_ItsNextBeginningIsTold()
    {
        await BeginAsync();
        await _store.WriteAsync(
            [.. (await _store.ReadAsync(StateMaps.Alerts, CancellationToken.None)).Keys.Select(key => new StateChange(StateMaps.Alerts, key, null))],
            asLeader: false, CancellationToken.None);
        Restart();
        _bench.Scrape("a", "cpu 10");
        await _bench.RunForAsync(15);
        _mailbox.Told.Should().Equal("firing HighCpu:a");

        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(15);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_DeployerDiesInARollout_MutesNoLongerThanItsWordIsGood()
    {
        _tracks.Current = Rolling(isRolling: true, finished: null);
        _bench.Scrape("a", "cpu 90");
        await _bench.RunForAsync(55);
        _mailbox.Told.Should().BeEmpty();

        await _bench.RunForAsync(20);

        _mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_OneSourceUnknown_TargetsOfTheOthersEndAllTheSame()
    {
        var tracks = new FakeSource("tracks");
        _bench.Dispose();
        _bench = new AlertingBench(_store, _time, Plan, _mailbox, _tracks, tracks);
        await BeginAsync();
        _bench.Leave("a");

        await _bench.RunForAsync(15);

        _mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetOfASourceThatIsUnknown_KeepsItsAlertUntilItIsKnown()
    {
        var tracks = new FakeSource("tracks") { IsKnown = true };
        var instance = _bench.Make("t", "canary");
        instance.Record(new Monitor.Scraping.ScrapeResult(_time.GetUtcNow(), TimeSpan.Zero, null, 0), Monitor.Samples.ExpositionParser.Parse("cpu 90").Points);
        tracks.Reported = [instance];
        _bench.Dispose();
        _bench = new AlertingBench(_store, _time, Plan, _mailbox, _tracks, tracks);
        await _bench.RunForAsync(5);
        (tracks.Reported, tracks.IsKnown) = ([], false);
        await _bench.RunForAsync(60);
        _mailbox.Told.Should().Equal("firing HighCpu:t");

        tracks.IsKnown = true;
        await _bench.RunForAsync(15);

        _mailbox.Told.Should().Equal("firing HighCpu:t", "resolved HighCpu:t");
    }

    [Fact]
    public async Task RunAsync_MoreAlertsThanAreKept_SaysSoForAsLongAsThatIs()
    {
        _bench.Dispose();
        _bench = new AlertingBench(_store, _time, Plan, _mailbox, _tracks, maxAlerts: 10);
        for (var instance = 0; instance < 11; instance++)
        {
            _bench.Scrape($"i{instance}", "cpu 90");
        }

        await _bench.RunForAsync(1);
        _bench.View.View.Alerts.Should().HaveCount(10);
        _bench.View.HasRefused(_time.GetUtcNow()).Should().BeTrue();
        for (var second = 0; second < 90; second += 10)
        {
            _bench.Scrape("i10", "cpu 10");
            await _bench.RunForAsync(10);
        }

        _bench.View.HasRefused(_time.GetUtcNow()).Should().BeFalse();
    }

    [Fact]
    public async Task RunAsync_NobodyIsToBeTold_IsSaidAndNotTriedAgain()
    {
        using var log = new LogLines();
        using var logs = new LoggerFactory([log]);
        _mailbox.Answer = _ => new Delivery.Nobody("nobody is named");
        _bench.Dispose();
        _bench = new AlertingBench(_store, _time, Plan, _mailbox, _tracks, log: logs.CreateLogger<OutboxDelivery>());
        await BeginAsync();

        _bench.Outbox.Items.Should().BeEmpty();
        _bench.Outbox.Sent.Single().Note.Should().Be("nobody is named");
        log.All.Should().ContainSingle().Which.Should().Contain("mail was not told that").And.Contain("nobody is named");
    }

    [Fact]
    public async Task RunAsync_NoRoomForMore_AlertsOnTheMonitorItselfFindSome()
    {
        var self = _bench.Make("self", "");
        self.Record(new Monitor.Scraping.ScrapeResult(_time.GetUtcNow(), TimeSpan.Zero, null, 0), Monitor.Samples.ExpositionParser.Parse("cpu 90").Points);
        _bench.Dispose();
        _bench = new AlertingBench(
            _store, _time, Plan, _mailbox, _tracks, new FakeSource(SelfReport.SourceName) { IsKnown = true, Reported = [self] }, maxAlerts: 10);
        for (var instance = 0; instance < 12; instance++)
        {
            _bench.Scrape($"i{instance}", "cpu 90");
        }

        await _bench.RunForAsync(1);

        _bench.View.View.Alerts.Should().HaveCount(11).And.Contain(alert => alert.Alert.Labels["instance"] == "self");
    }

    [Fact]
    public async Task PutAsync_AlertsThatAreKnownWhereThereIsNoRoom_AreTakenAllTheSame()
    {
        _bench.Dispose();
        _bench = new AlertingBench(_store, _time, Plan, _mailbox, _tracks, maxAlerts: 10);
        Alert[] alerts = [.. Enumerable.Range(0, 12).Select(number => Received("Full", $"i{number}") with { IsReceived = true })];
        (await PutAsync(_bench, alerts[..9])).Should().Be(0);
        await _bench.RunForAsync(2);

        var later = _time.GetUtcNow().AddMinutes(10);
        (await PutAsync(_bench, [.. alerts.Select(alert => alert with { EndsAt = later })])).Should().Be(2);

        (await _bench.Writer.ReceivedAsync(CancellationToken.None)).Values.Should().HaveCount(10)
            .And.OnlyContain(alert => alert.EndsAt == later);
    }

    public void Dispose() => _bench.Dispose();

    private async Task BeginAsync(string text = "cpu 90")
    {
        _bench.Scrape("a", text);
        await _bench.RunForAsync(5);
    }

    private static async Task<int> PutAsync(AlertingBench bench, params Alert[] alerts) =>
        await bench.Writer.PutAsync(alerts, await bench.Writer.ReceivedAsync(CancellationToken.None), CancellationToken.None);

    private Alert Received(string name, string instance) => new(
        new LabelSet([KeyValuePair.Create("alertname", name), KeyValuePair.Create("instance", instance)]),
        new Dictionary<string, string>(), _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(5), _time.GetUtcNow());

    private TrackReport Rolling(bool isRolling, DateTimeOffset? finished) =>
        new([new TrackStatus("api", "stable", "Succeeded: api:stable", isRolling, false, finished)], _time.GetUtcNow().AddMinutes(1));

    private AlertingBench Start() => new(_store, _time, Plan, _mailbox, _tracks);

    private void Restart()
    {
        _bench.Dispose();
        _bench = Start();
    }
}

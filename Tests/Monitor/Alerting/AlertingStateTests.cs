using Monitor.Alerting.Storage;

namespace Tests.Alerting;

/// <summary>What outlives a process, a replica and a store that is away.</summary>
public sealed class AlertingStateTests : AlertingScenario
{
    [Fact]
    public async Task RunAsync_RestartWhileFiring_TellsNothingAgainAndItsEnd()
    {
        await BeginAsync();

        Restart();
        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(30);
        Mailbox.Told.Should().Equal("firing HighCpu:a");

        Restart();
        Bench.Scrape("a", "cpu 10");
        await Bench.RunForAsync(30);
        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_EndedWhileTheProcessWasAway_TellsItsEnd()
    {
        await BeginAsync();

        Restart();
        await Bench.RunForAsync(30);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetsNotKnownYet_KeepsTheirAlerts()
    {
        await BeginAsync();

        Restart();
        Bench.Targets.Current = new Monitor.Scraping.TargetSnapshot([], null, null);
        await Bench.RunForAsync(60);
        Mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TwoReplicas_TellOnce()
    {
        var shared = new SharedStore(Store, Time);
        using var first = new AlertingBench(shared.As("one"), Time, Plan, Mailbox);
        using var second = new AlertingBench(shared.As("two"), Time, Plan, Mailbox);
        foreach (var bench in new[] { first, second })
        {
            bench.Scrape("a", "cpu 90");
        }

        for (var second_ = 0; second_ < 20; second_++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await first.RunAsync();
            await second.RunAsync();
        }

        Mailbox.Told.Should().Equal("firing HighCpu:a");
        second.View.View.Should().BeEquivalentTo(new { Leads = false, Error = (string?)null });
        second.View.View.Alerts.Single().Alert.Name.Should().Be("HighCpu");

        // The first one hangs: the second takes over, knows what was told, and tells the end.
        second.Scrape("a", "cpu 10");
        await second.RunForAsync(40);
        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
        await first.RunAsync();
        Mailbox.Told.Should().HaveCount(2);
    }

    [Fact]
    public async Task RunAsync_StoreAwayForAWhile_GoesOnAndTellsOnce()
    {
        var store = new FailingStore(Store);
        using var bench = new AlertingBench(store, Time, Plan, Mailbox);
        bench.Scrape("a", "cpu 10");
        await bench.RunForAsync(3);
        store.IsAway = true;
        bench.Scrape("a", "cpu 90");
        for (var second = 0; second < 20; second++)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await FluentActions.Awaiting(bench.RunAsync).Should().ThrowAsync<StateUnavailableException>();
        }

        bench.View.View.Error.Should().Be("the state is away: away");
        store.IsAway = false;
        await bench.RunForAsync(5);
        Mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_RestartLongAfterItFired_IsNoRecoveryWhileNothingIsKnown()
    {
        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(600);

        Restart();
        Bench.Scrape("a", "other 1");
        await Bench.RunForAsync(15);
        Mailbox.Told.Should().Equal("firing HighCpu:a");
        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(15);
        Mailbox.Told.Should().Equal("firing HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_EndThatIsLookedAtMuchLater_IsToldAllTheSame()
    {
        Bench.Dispose();
        Bench = new AlertingBench(
            Store, Time, Plan.Replace("group_interval: 10s", "group_interval: 30m", StringComparison.Ordinal), Mailbox, Tracks);
        await BeginAsync();
        Bench.Scrape("a", "cpu 10");
        await Bench.RunForAsync(1700);
        Mailbox.Told.Should().Equal("firing HighCpu:a");

        await Bench.RunForAsync(120);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
        await Bench.RunForAsync(10);
        Bench.View.View.Alerts.Should().BeEmpty("what was told is remembered no longer than usual");
    }

    [Fact]
    public async Task RunAsync_StoreAwayBetweenAnEndAndTellingIt_TellsItHoursLater()
    {
        var store = new FailingStore(Store);
        using var bench = new AlertingBench(store, Time, Plan, Mailbox);
        bench.Scrape("a", "cpu 90");
        await bench.RunForAsync(3);
        await PutAsync(bench, Received("Full", "z") with { EndsAt = Time.GetUtcNow().AddSeconds(2) });
        await bench.RunForAsync(1);
        bench.Scrape("a", "cpu 10");
        await bench.RunForAsync(1);
        bench.View.View.Alerts.Should().Contain(alert => alert.Alert.Name == "HighCpu" && alert.Alert.EndsAt != null);

        store.IsAway = true;
        Time.Advance(TimeSpan.FromSeconds(10));
        await FluentActions.Awaiting(bench.RunAsync).Should().ThrowAsync<StateUnavailableException>();
        Time.Advance(TimeSpan.FromHours(3));
        store.IsAway = false;
        await bench.RunForAsync(15);

        Mailbox.Told.Should().BeEquivalentTo("firing HighCpu:a", "firing Full:z", "resolved HighCpu:a", "resolved Full:z");
    }

    [Fact]
    public async Task RunAsync_AlertVanishedWithoutAnEnd_ItsNextBeginningIsTold()
    {
        await BeginAsync();
        await Store.WriteAsync(
            [.. (await Store.ReadAsync(StateMaps.Alerts, CancellationToken.None)).Keys.Select(key => new StateChange(StateMaps.Alerts, key, null))],
            asLeader: false, CancellationToken.None);
        Restart();
        Bench.Scrape("a", "cpu 10");
        await Bench.RunForAsync(15);
        Mailbox.Told.Should().Equal("firing HighCpu:a");

        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(15);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "firing HighCpu:a");
    }
}

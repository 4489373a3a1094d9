using Microsoft.Extensions.Diagnostics.HealthChecks;
using Monitor.Alerting;

namespace Tests.Alerting;

/// <summary>From what instances expose to what somebody is told.</summary>
public sealed class AlertingPassTests : AlertingScenario
{
    [Fact]
    public async Task RunAsync_AboveAndBelow_TellsOfBothWithinTheGroupsTimes()
    {
        Bench.Scrape("a", "cpu 50");
        await Bench.RunForAsync(5);
        Bench.Scrape("a", "cpu 93.5");
        await Bench.RunAsync();
        Mailbox.Told.Should().BeEmpty("the group waits a second");
        await Bench.RunForAsync(1);
        Mailbox.Told.Should().Equal("firing HighCpu:a");
        Bench.Scrape("a", "cpu 59");
        await Bench.RunForAsync(10);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
        Mailbox.Delivered[1].Thread.Should().Be(Mailbox.Delivered[0].Thread);
        var alert = Mailbox.Delivered[0].Firing.Single();
        alert.Annotations.Should().Contain(
        [
            KeyValuePair.Create("value", "93.5"), KeyValuePair.Create("threshold", "above 70"),
            KeyValuePair.Create("image", "api:stable"), KeyValuePair.Create("digest", "sha256:ab"),
        ]);
    }

    [Fact]
    public async Task RunAsync_StillFiring_IsRepeatedAfterTheRepeatInterval()
    {
        Bench.Scrape("a", "cpu 90");
        await Bench.RunForAsync(3590);
        Mailbox.Told.Should().Equal("firing HighCpu:a");

        await Bench.RunForAsync(25);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "repeat HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_DataMissing_IsAnAlertOfItsOwn()
    {
        await BeginAsync("cpu 10");
        Bench.Scrape("a", "other 1");
        await Bench.RunForAsync(19);
        Mailbox.Told.Should().BeEmpty();

        await Bench.RunForAsync(5);
        Mailbox.Told.Should().Equal("firing DataMissing:a");
        Mailbox.Delivered[0].Firing[0].Labels["rule"].Should().Be("HighCpu");
        Bench.Scrape("a", "cpu 10");
        await Bench.RunForAsync(15);
        Mailbox.Told.Should().Equal("firing DataMissing:a", "resolved DataMissing:a");
    }

    [Fact]
    public async Task RunAsync_TargetGone_EndsItsAlert()
    {
        await BeginAsync();

        Bench.Leave("a");
        await Bench.RunForAsync(15);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetDownForLong_DoesNotEndWhatFiredBefore()
    {
        await BeginAsync();
        Bench.Scrape("a", null);

        await Bench.RunForAsync(1200);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "firing TargetDown:a");
        Bench.Scrape("a", "cpu 10");
        await Bench.RunForAsync(15);
        Mailbox.Told.Skip(2).Should().BeEquivalentTo("resolved HighCpu:a", "resolved TargetDown:a");
    }

    [Fact]
    public async Task RunAsync_OneSourceUnknown_TargetsOfTheOthersEndAllTheSame()
    {
        var tracks = new FakeSource("tracks");
        Bench.Dispose();
        Bench = new AlertingBench(Store, Time, Plan, Mailbox, Tracks, tracks);
        await BeginAsync();
        Bench.Leave("a");

        await Bench.RunForAsync(15);

        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_TargetOfASourceThatIsUnknown_KeepsItsAlertUntilItIsKnown()
    {
        var tracks = new FakeSource("tracks") { IsKnown = true };
        var instance = Bench.Make("t", "canary");
        instance.Record(new Monitor.Scraping.ScrapeResult(Time.GetUtcNow(), TimeSpan.Zero, null, 0), Monitor.Samples.ExpositionParser.Parse("cpu 90").Points);
        tracks.Reported = [instance];
        Bench.Dispose();
        Bench = new AlertingBench(Store, Time, Plan, Mailbox, Tracks, tracks);
        await Bench.RunForAsync(5);
        (tracks.Reported, tracks.IsKnown) = ([], false);
        await Bench.RunForAsync(60);
        Mailbox.Told.Should().Equal("firing HighCpu:t");

        tracks.IsKnown = true;
        await Bench.RunForAsync(15);

        Mailbox.Told.Should().Equal("firing HighCpu:t", "resolved HighCpu:t");
    }

    [Fact]
    public async Task Reload_FaultyThenSound_KeepsTheOldRulesUntilItIsMended()
    {
        Bench.Scrape("a", "cpu 80");
        await File.WriteAllTextAsync(Bench.File, "rules: [{ alert: X }]");
        Bench.Plans.Reload().Should().BeFalse();
        Bench.Plans.Faults.Should().Contain("line 1: a rule needs 'expr'");
        await Bench.RunForAsync(3);
        Mailbox.Told.Should().Equal("firing HighCpu:a");

        await File.WriteAllTextAsync(Bench.File, Plan.Replace("above: 70, clear: 60", "above: 85", StringComparison.Ordinal));
        Bench.Plans.Reload().Should().BeTrue();
        await Bench.RunForAsync(15);
        Mailbox.Told.Should().Equal("firing HighCpu:a", "resolved HighCpu:a");
    }

    [Fact]
    public async Task RunAsync_PassFails_SaysWhyWhereReadinessIsAsked()
    {
        var store = new FailingStore(Store);
        using var bench = new AlertingBench(store, Time, Plan, Mailbox);
        await bench.RunForAsync(3);
        store.Fault = new InvalidOperationException("a fault of ours");
        Time.Advance(TimeSpan.FromSeconds(3));
        await FluentActions.Awaiting(bench.RunAsync).Should().ThrowAsync<InvalidOperationException>();

        var health = await new AlertingHealthCheck(bench.View).CheckHealthAsync(new HealthCheckContext());
        health.Status.Should().Be(HealthStatus.Degraded);
        health.Description.Should().Be("a pass over the rules failed: a fault of ours");
        store.Fault = null;
        await bench.RunForAsync(1);
        (await new AlertingHealthCheck(bench.View).CheckHealthAsync(new HealthCheckContext())).Status.Should().Be(HealthStatus.Healthy);
    }
}

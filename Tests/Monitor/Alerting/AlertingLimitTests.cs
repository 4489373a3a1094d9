using Monitor.Alerting.Evaluation;
using Monitor.Dispatch;

namespace Tests.Alerting;

/// <summary>More alerts than are kept.</summary>
public sealed class AlertingLimitTests : AlertingScenario
{
    [Fact]
    public async Task RunAsync_MoreAlertsThanAreKept_SaysSoForAsLongAsThatIs()
    {
        Bench.Dispose();
        Bench = new AlertingBench(Store, Time, Plan, Mailbox, Tracks, maxAlerts: 10);
        for (var instance = 0; instance < 11; instance++)
        {
            Bench.Scrape($"i{instance}", "cpu 90");
        }

        await Bench.RunForAsync(1);
        Bench.View.View.Alerts.Should().HaveCount(10);
        Bench.View.HasRefused(Time.GetUtcNow()).Should().BeTrue();
        for (var second = 0; second < 90; second += 10)
        {
            Bench.Scrape("i10", "cpu 10");
            await Bench.RunForAsync(10);
        }

        Bench.View.HasRefused(Time.GetUtcNow()).Should().BeFalse();
    }

    [Fact]
    public async Task RunAsync_NoRoomForMore_AlertsOnTheMonitorItselfFindSome()
    {
        var self = Bench.Make("self", "");
        self.Record(new Monitor.Scraping.ScrapeResult(Time.GetUtcNow(), TimeSpan.Zero, null, 0), Monitor.Samples.ExpositionParser.Parse("cpu 90").Points);
        Bench.Dispose();
        Bench = new AlertingBench(
            Store, Time, Plan, Mailbox, Tracks, new FakeSource(SelfReport.SourceName) { IsKnown = true, Reported = [self] }, maxAlerts: 10);
        for (var instance = 0; instance < 12; instance++)
        {
            Bench.Scrape($"i{instance}", "cpu 90");
        }

        await Bench.RunForAsync(1);

        Bench.View.View.Alerts.Should().HaveCount(11).And.Contain(alert => alert.Alert.Labels["instance"] == "self");
    }

    [Fact]
    public async Task PutAsync_AlertsThatAreKnownWhereThereIsNoRoom_AreTakenAllTheSame()
    {
        Bench.Dispose();
        Bench = new AlertingBench(Store, Time, Plan, Mailbox, Tracks, maxAlerts: 10);
        Alert[] alerts = [.. Enumerable.Range(0, 12).Select(number => Received("Full", $"i{number}") with { IsReceived = true })];
        (await PutAsync(Bench, alerts[..9])).Should().Be(0);
        await Bench.RunForAsync(2);

        var later = Time.GetUtcNow().AddMinutes(10);
        (await PutAsync(Bench, [.. alerts.Select(alert => alert with { EndsAt = later })])).Should().Be(2);

        (await Bench.Writer.ReceivedAsync(CancellationToken.None)).Values.Should().HaveCount(10)
            .And.OnlyContain(alert => alert.EndsAt == later);
    }
}

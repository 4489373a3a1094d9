using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting.Evaluation;
using Monitor.Scraping;
using Monitor.Storage;

namespace Tests.Alerting.Evaluation;

public sealed class SelfReportTests
{
    private const string Plan = "route: { receiver: mail }\nreceivers: [{ name: mail }]";
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public async Task Report_RulesOrAlertsRefused_IsASampleThatRulesCanBeAbout()
    {
        using var bench = new AlertingBench(
            new MemoryStateStore(NullLogger<MemoryStateStore>.Instance), _time, Plan, new FakeMailbox());
        var report = new SelfReport(bench.Targets, bench.Outbox, bench.Plans, bench.View, Options.Create(new ScrapeOptions()), _time);
        Report().Should().Be((0, 0));

        await File.WriteAllTextAsync(bench.File, "rules: [");
        bench.Plans.Reload().Should().BeFalse();
        bench.View.Refused(_time.GetUtcNow());
        Report().Should().Be((1, 1));

        await File.WriteAllTextAsync(bench.File, Plan);
        bench.Plans.Reload();
        _time.Advance(TimeSpan.FromMinutes(1));
        Report().Should().Be((0, 0));

        (double? Rules, double? Alerts) Report()
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            report.Report(_time.GetUtcNow());
            var instance = report.Reported.Single();
            return (instance.Now("slipway_monitor_rules_refused"), instance.Now("slipway_monitor_alerts_refused"));
        }
    }
}

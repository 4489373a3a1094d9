using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Alerting.Tracks;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Storage;

namespace Tests.Alerting;

/// <summary>A Monitor that alerts by two rules, with time, instances, tracks and a mailbox in the test's hands.</summary>
public abstract class AlertingScenario : IDisposable
{
    protected const string Plan = """
        rules:
          - { alert: HighCpu, expr: cpu, above: 70, clear: 60, missing: 20s, mute_during_rollout: true }
          - { alert: TargetDown, expr: up, below: 1, for: 5s }
        route: { receiver: mail, group_wait: 1s, group_interval: 10s, repeat_interval: 1h }
        receivers: [{ name: mail, email_configs: [{}] }]
        inhibit_rules:
          - { source_matchers: [alertname=TargetDown], target_matchers: [alertname=HighCpu], equal: [instance] }
        """;

    protected AlertingScenario() => Bench = Start();

    private protected FakeTimeProvider Time { get; } = new(DateTimeOffset.UnixEpoch.AddYears(50));

    private protected MemoryStateStore Store { get; } = new(NullLogger<MemoryStateStore>.Instance);

    private protected FakeMailbox Mailbox { get; } = new();

    private protected AlertingBench.FakeTracks Tracks { get; } = new();

    private protected AlertingBench Bench { get; set; }

    public void Dispose()
    {
        Bench.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task BeginAsync(string text = "cpu 90")
    {
        Bench.Scrape("a", text);
        await Bench.RunForAsync(5);
    }

    private protected static async Task<int> PutAsync(AlertingBench bench, params Alert[] alerts) =>
        await bench.Writer.PutAsync(alerts, await bench.Writer.ReceivedAsync(CancellationToken.None), CancellationToken.None);

    private protected Alert Received(string name, string instance) => new(
        new LabelSet([KeyValuePair.Create("alertname", name), KeyValuePair.Create("instance", instance)]),
        new Dictionary<string, string>(), Time.GetUtcNow(), Time.GetUtcNow().AddMinutes(5), Time.GetUtcNow());

    private protected TrackReport Rolling(bool isRolling, DateTimeOffset? finished) =>
        new([new TrackStatus("api", "stable", "Succeeded: api:stable", isRolling, false, finished)], Time.GetUtcNow().AddMinutes(1));

    private protected AlertingBench Start() => new(Store, Time, Plan, Mailbox, Tracks);

    private protected void Restart()
    {
        Bench.Dispose();
        Bench = Start();
    }
}

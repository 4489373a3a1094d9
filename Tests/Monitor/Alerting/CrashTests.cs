using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Storage;

namespace Tests.Alerting;

/// <summary>
/// A thousand alerts begin and end while the process dies again and again, at every step there is.
/// </summary>
public sealed class CrashTests : IDisposable
{
    private const int Alerts = 1000;
    private const int PerSecond = 50;
    private const string Plan = """
        rules: [{ alert: HighCpu, expr: cpu, above: 70, clear: 60 }]
        route: { receiver: mail, group_wait: 1s, group_interval: 2s, repeat_interval: 1d }
        receivers: [{ name: mail, email_configs: [{}] }]
        """;

    private static readonly string[] Steps =
    [
        "lead", "read alerts", "read log", "read outbox", "read sent", "read received", "read silences",
        "write pass", "write claim", "deliver", "write sent",
    ];

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly CrashingWorld _world = new(new MemoryStateStore(NullLogger<MemoryStateStore>.Instance));
    private readonly bool[] _high = new bool[Alerts];
    private AlertingBench _bench;
    private int _deaths;

    public CrashTests() => _bench = Start();

    [Fact]
    public async Task RunAsync_DyingAtEveryStep_TellsEachBeginningAndEachEndOnce()
    {
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Turn(second);
            // Between two passes too: only a new process reads everything.
            Restart();
            for (var deaths = 0; deaths < 6 && await DiesAsync();)
            {
                deaths++;
            }

            _world.CrashAt(null, isAfter: false);
            await _bench.RunAsync();
        }

        await _bench.RunForAsync(180);

        _bench.Outbox.Items.Should().BeEmpty();
        var mails = _world.Mailbox.Delivered.DistinctBy(mail => mail.Id).ToArray();
        string[] all = [.. Enumerable.Range(0, Alerts).Select(number => $"a-{number}").Order()];
        Instances(mails.SelectMany(mail => mail.Firing)).Should().Equal(all, "each beginning is told once, and none is lost");
        Instances(mails.SelectMany(mail => mail.Resolved)).Should().Equal(all, "each end is told once, and none is lost");
        _deaths.Should().BeGreaterThan(100);
        _world.Crashes.Should().BeEquivalentTo(
            from step in Steps from moment in new[] { "before", "after" } select $"{moment} {step}");
        // What was handed over in a process' last moment goes out again, as the same mail: its id tells mail stores so.
        _world.Mailbox.Delivered.GroupBy(mail => mail.Id)
            .Should().OnlyContain(copies => copies.Select(mail => mail.Thread + mail.Sequence).Distinct().Count() == 1);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>Runs, and dies where the step whose turn it is comes; then it is the next one's turn.</summary>
    private async Task<bool> DiesAsync()
    {
        _world.CrashAt(Steps[_deaths / 2 % Steps.Length], isAfter: _deaths % 2 == 1);
        try
        {
            await _bench.RunAsync();
            return false;
        }
        catch (CrashException)
        {
            _deaths++;
            Restart();
            return true;
        }
    }

    private void Restart()
    {
        _bench.Dispose();
        _bench = Start();
    }

    private void Turn(int second)
    {
        for (var alert = 0; alert < Alerts; alert++)
        {
            var begin = alert / PerSecond;
            var isHigh = second >= begin && second < begin + 30;
            if (isHigh != _high[alert])
            {
                _high[alert] = isHigh;
                Scrape(_bench, alert);
            }
        }
    }

    private AlertingBench Start()
    {
        var bench = new AlertingBench(_world, _time, Plan, _world);
        for (var alert = 0; alert < Alerts; alert++)
        {
            Scrape(bench, alert);
        }

        return bench;
    }

    private void Scrape(AlertingBench bench, int alert) => bench.Scrape($"a-{alert}", _high[alert] ? "cpu 90" : "cpu 10");

    private static string[] Instances(IEnumerable<Monitor.Dispatch.Alert> alerts) =>
        [.. alerts.Select(alert => alert.Labels["instance"]).Order()];
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Monitor.Storage;

namespace Tests.Alerting;

/// <summary>
/// A thousand alerts begin and end while the process dies again and again, at every step there is.
/// </summary>
public class CrashTests
{
    private const int Alerts = 1000;
    private const int PerSecond = 50;
    private const string Plan = """
        rules: [{ alert: HighCpu, expr: cpu, above: 70, clear: 60 }]
        route: { receiver: mail, group_wait: 1s, group_interval: 2s, repeat_interval: 1d }
        receivers: [{ name: mail, email_configs: [{}] }]
        """;

    [Fact]
    public async Task RunAsync_DyingAtEveryStep_TellsEachBeginningAndEachEndOnce()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(50));
        var world = new CrashingWorld(new MemoryStateStore(NullLogger<MemoryStateStore>.Instance));
        var high = new bool[Alerts];
        var bench = Start(world, time, high);
        var run = 0;
        Arm();
        for (var second = 0; second < 60; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            for (var alert = 0; alert < Alerts; alert++)
            {
                var isHigh = second >= alert / PerSecond && second < (alert / PerSecond) + 30;
                if (isHigh != high[alert])
                {
                    high[alert] = isHigh;
                    Scrape(bench, alert, isHigh);
                }
            }

            await UntilDoneAsync();
        }

        world.CrashAfter(int.MaxValue, false);
        for (var second = 0; second < 180; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await bench.RunAsync();
        }

        bench.Outbox.Items.Should().BeEmpty();
        var mails = world.Mailbox.Delivered.DistinctBy(mail => mail.Id).ToArray();
        var fired = mails.SelectMany(mail => mail.Firing).Select(alert => alert.Labels["instance"]).ToArray();
        var ended = mails.SelectMany(mail => mail.Resolved).Select(alert => alert.Labels["instance"]).ToArray();
        var all = Enumerable.Range(0, Alerts).Select(number => $"a-{number}");
        fired.Should().BeEquivalentTo(all, "each beginning is told once, and none is lost");
        ended.Should().BeEquivalentTo(all, "each end is told once, and none is lost");
        world.Count.Should().BeGreaterThan(300);
        world.Crashes.Should().Contain(
            from step in new[]
            {
                "lead", "read alerts", "read log", "read outbox", "read sent", "read received", "read silences",
                "write alerts", "write log outbox", "write outbox if", "deliver", "write outbox sent",
            }
            from moment in new[] { "before", "after" }
            select $"{moment} {step}");
        // What was handed over in a process' last moment goes out again, as the same mail: its id tells mail stores so.
        var again = world.Mailbox.Delivered.GroupBy(mail => mail.Id).Where(copies => copies.Count() > 1).ToArray();
        again.Should().OnlyContain(copies => copies.Select(mail => mail.Thread + mail.Sequence).Distinct().Count() == 1);
        bench.Dispose();

        async Task UntilDoneAsync()
        {
            while (true)
            {
                try
                {
                    await bench.RunAsync();
                    return;
                }
                catch (CrashException)
                {
                    bench.Dispose();
                    bench = Start(world, time, high);
                    Arm();
                }
            }
        }

        // Each life is a step longer than the one before, from the first step to well beyond the start's own.
        void Arm() => world.CrashAfter(run / 2 % 48, run++ % 2 == 1);
    }

    private static AlertingBench Start(CrashingWorld world, FakeTimeProvider time, bool[] high)
    {
        var bench = new AlertingBench(world, time, Plan, world);
        for (var alert = 0; alert < Alerts; alert++)
        {
            Scrape(bench, alert, high[alert]);
        }

        return bench;
    }

    private static void Scrape(AlertingBench bench, int alert, bool isHigh) =>
        bench.Scrape($"a-{alert}", isHigh ? "cpu 90" : "cpu 10");
}

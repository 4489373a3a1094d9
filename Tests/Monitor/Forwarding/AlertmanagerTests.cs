using System.Net.Http.Json;
using System.Text.Json;
using Tests.Hosting;
using Tests.Redis;
using Tests.Scraping;
using Tests.Tools;

namespace Tests.Forwarding;

/// <summary>The real Monitor, killed in between, and Debian's Alertmanager.</summary>
[Trait("Category", "EndToEnd")]
public sealed class AlertmanagerTests
{
    private const string Plan = """
        rules: [{ alert: HighCpu, expr: cpu, unit: percent, above: 70, clear: 60 }]
        route: { receiver: nobody }
        receivers: [{ name: nobody }]
        """;

    [ToolFact("prometheus-alertmanager")]
    public async Task Alert_OfTheMonitor_FiresAndEndsInAlertmanager_AcrossARestart()
    {
        using var folder = new TemporaryFolder();
        using var redis = new RedisServer();
        var plan = Path.Combine(folder.Path, "plan.yaml");
        await File.WriteAllTextAsync(plan, Plan);
        await using var instance = await FakeInstance.StartAsync();
        instance.Answer = FakeInstance.Say("cpu 95\n");
        await using var webhook = await FakeInstance.StartAsync();
        var told = new List<string>();
        webhook.Answer = async context =>
        {
            var message = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            lock (told)
            {
                told.Add(message.GetProperty("status").GetString()!);
            }
        };
        await using var alertmanager = await AlertmanagerProcess.StartAsync(Path.Combine(folder.Path, "alertmanager"), $$"""
            route: { receiver: hook, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h }
            receivers: [{ name: hook, webhook_configs: [{ url: "http://{{webhook.HostAndPort}}/", send_resolved: true }] }]
            """);
        (string, string)[] settings =
        [
            ("Discovery:Targets:0:Address", instance.Target.Address.ToString()), ("Discovery:Targets:0:Instance", "api-1"),
            ("Scrape:Interval", "00:00:01"), ("Scrape:Timeout", "00:00:01"), ("Alerting:File", plan), ("Alerting:Lease", "00:00:02"),
            ("Smtp:Folder", Path.Combine(folder.Path, "mails")), ("ConnectionStrings:redis", redis.ConnectionString),
            ("Forwarding:Alertmanagers:debian:Address", alertmanager.Address.ToString()),
            // An Alertmanager waits four times as long for the Monitor that comes next.
            ("Forwarding:Alertmanagers:away:Address", "http://127.0.0.1:1"), ("Forwarding:ResendDelay", "00:00:10"),
        ];

        JsonElement first;
        await using (var monitor = await MonitorProcess.StartAsync(settings))
        {
            await Eventually.TrueAsync(async () => (await AlertsAsync(alertmanager)).Length == 1);
            first = (await AlertsAsync(alertmanager)).Single();
            first.GetProperty("labels").GetProperty("instance").GetString().Should().Be("api-1");
            first.GetProperty("annotations").GetProperty("value").GetString().Should().Be("95 %");
            var updated = first.GetProperty("updatedAt").GetDateTimeOffset();
            await Eventually.TrueAsync(async () =>
                (await AlertsAsync(alertmanager)).Single().GetProperty("updatedAt").GetDateTimeOffset() > updated);
            // It cannot be that the one which is away hides itself, or holds up the other.
            await Eventually.TrueAsync(async () => (await monitor.Client.GetStringAsync("/metrics")).Split('\n').Any(line =>
                line.StartsWith("slipway_monitor_forward_failures_total{", StringComparison.Ordinal)
                && line.Contains("alertmanager=\"away\"", StringComparison.Ordinal)));
            await monitor.KillAsync();
        }

        instance.Answer = FakeInstance.Say("cpu 5\n");
        await using var next = await MonitorProcess.StartAsync(settings);

        await Eventually.TrueAsync(async () => (await AlertsAsync(alertmanager)).Length == 0);
        await Eventually.TrueAsync(() => Told().Contains("resolved"));
        Told().Should().Equal("firing", "resolved");

        string[] Told()
        {
            lock (told)
            {
                return [.. told];
            }
        }
    }

    private static async Task<JsonElement[]> AlertsAsync(ServerProcess alertmanager) =>
        [.. (await alertmanager.Client.GetFromJsonAsync<JsonElement>("/api/v2/alerts")).EnumerateArray()];
}

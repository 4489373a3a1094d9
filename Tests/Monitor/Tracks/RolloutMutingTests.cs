using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tests.Hosting;
using Tests.Scraping;

namespace Tests.TrackReports;

/// <summary>The whole Monitor, beside a Deployer that rolls the track of an instance that is busy.</summary>
public sealed class RolloutMutingTests
{
    private const string Plan = """
        rules: [{ alert: HighCpu, expr: cpu, above: 70, clear: 60, mute_during_rollout: true }, { alert: Full, expr: disk, above: 90 }]
        route: { receiver: mail, group_wait: 0s, group_interval: 1s }
        receivers: [{ name: mail, email_configs: [{ to: team@team.test }] }]
        """;

    [Fact]
    public async Task Alert_WhileItsTrackIsRolled_IsToldOfWhenTheRolloutIsOver()
    {
        using var folder = new TemporaryFolder();
        var plan = Path.Combine(folder.Path, "plan.yaml");
        await File.WriteAllTextAsync(plan, Plan);
        await using var instance = await FakeInstance.StartAsync();
        instance.Answer = FakeInstance.Say("cpu 95\ndisk 95\n");
        await using var deployer = await FakeInstance.StartAsync();
        deployer.Answer = Rollout("Progressing", null);
        await using var monitor = new MonitorHost(
            ("Discovery:Targets:0:Address", instance.Target.Address.ToString()), ("Discovery:Targets:0:Instance", "api-canary-1"),
            ("Discovery:Targets:0:Service", "api"), ("Discovery:Targets:0:Track", "canary"),
            ("Scrape:Interval", "00:00:01"), ("Scrape:Timeout", "00:00:01"), ("Alerting:File", plan), ("Alerting:MuteAfterRollout", "00:00:00"),
            ("Smtp:Folder", folder.Path), ("Tracks:Address", $"http://{deployer.HostAndPort}/api/tracks"), ("Tracks:Token", "a-viewer"),
            ("Tracks:Interval", "00:00:01"));
        using var client = monitor.CreateClient();

        await Eventually.TrueAsync(async () => (await SubjectsAsync(client)).SequenceEqual(["Full"]));
        var muted = (await ListAsync(client, "/api/v2/alerts")).Single(alert => Name(alert) == "HighCpu").GetProperty("status");
        muted.GetProperty("state").GetString().Should().Be("suppressed");
        muted.GetProperty("inhibitedBy")[0].GetString().Should().Be("rollout:api/canary");

        deployer.Answer = Rollout("Succeeded", DateTimeOffset.UtcNow);
        await Eventually.TrueAsync(async () => (await SubjectsAsync(client)).Order().SequenceEqual(["Full", "HighCpu"]));
    }

    private static RequestDelegate Rollout(string phase, DateTimeOffset? end) => context => context.Response.WriteAsJsonAsync(new[]
    {
        new
        {
            service = "api",
            track = "canary",
            wanted = 1,
            ready = 1,
            rollout = new { phase, image = "api:canary", requestedAt = DateTimeOffset.UtcNow, finishedAt = end, message = "" },
        },
    });

    private static async Task<string[]> SubjectsAsync(HttpClient client) =>
        [.. (await client.GetFromJsonAsync<JsonElement>("/api/outbox")).GetProperty("sent").EnumerateArray()
            .Select(mail => mail.GetProperty("group").GetProperty("alertname").GetString()!)];

    private static async Task<JsonElement[]> ListAsync(HttpClient client, string path) =>
        [.. (await client.GetFromJsonAsync<JsonElement>(path)).EnumerateArray()];

    private static string? Name(JsonElement alert) => alert.GetProperty("labels").GetProperty("alertname").GetString();
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Scraping;
using Tests.Tools;

namespace Tests.Endpoints;

/// <summary>The Monitor as an Alertmanager, for Debian's amtool and Prometheus.</summary>
[Trait("Category", "EndToEnd")]
public sealed class AmtoolTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-amtool");
    private MonitorProcess _monitor = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(HttpConfig, $"authorization:\n  credentials: {MonitorProcess.Token}\n");
        _monitor = await MonitorProcess.StartAsync(
            ("Discovery:Address", "http://127.0.0.1:1/"), ("Smtp:Folder", Path.Combine(_folder.FullName, "mails")));
    }

    public async Task DisposeAsync()
    {
        await _monitor.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [ToolFact("amtool")]
    public async Task Amtool_AddsListsSilencesAndExpires_AsWithAnAlertmanager()
    {
        await AmtoolAsync("alert", "add", "alertname=Full", "instance=disk-1", "severity=page", "--annotation=summary=The disk is full");
        await Eventually.TrueAsync(async () => (await AmtoolAsync("alert", "query")).Contains("The disk is full", StringComparison.Ordinal));
        (await AmtoolAsync("alert", "query", "instance=disk-1")).Should().Contain("Full").And.Contain("active");
        (await AmtoolAsync("alert", "query", "instance=~other.*")).Should().NotContain("Full");

        var id = (await AmtoolAsync("silence", "add", "instance=disk-1", "--comment=a new one comes", "--author=me", "--duration=1h")).Trim();
        await Eventually.TrueAsync(async () => (await AmtoolAsync("silence", "query")).Contains(id, StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => !(await AmtoolAsync("alert", "query")).Contains("Full", StringComparison.Ordinal));
        (await AmtoolAsync("alert", "query", "--silenced")).Should().Contain("suppressed");
        (await AmtoolAsync("silence", "query", "instance=disk-1", "-o", "json")).Should().Contain("a new one comes");

        await AmtoolAsync("silence", "expire", id);
        await Eventually.TrueAsync(async () => !(await AmtoolAsync("silence", "query")).Contains(id, StringComparison.Ordinal));
        (await AmtoolAsync("silence", "query", "--expired", "--within=1h")).Should().Contain(id);
        await Eventually.TrueAsync(async () => (await AmtoolAsync("alert", "query")).Contains("Full", StringComparison.Ordinal));
        (await AmtoolAsync("config", "show")).Should().Contain("HighCpu").And.Contain("receiver: mail");
    }

    [ToolFact("amtool")]
    public async Task Amtool_SilenceAndAlertThatNeverEnd_StopNothing()
    {
        await AmtoolAsync("silence", "add", "instance=disk-9", "--comment=for good", "--author=me", "--end=9999-12-31T00:00:00Z");
        await AmtoolAsync("alert", "add", "alertname=ForEver", "--start=9999-12-30T00:00:00Z", "--end=9999-12-31T00:00:00Z");
        await Eventually.TrueAsync(async () => (await AmtoolAsync("silence", "query")).Contains("9999-12-31", StringComparison.Ordinal));

        await AmtoolAsync("alert", "add", "alertname=Later");

        await Eventually.TrueAsync(async () => (await SentAsync()).Contains("firing ForEver") && (await SentAsync()).Contains("firing Later"));
        var metrics = await _monitor.Client.GetStringAsync("/metrics");
        metrics.Should().MatchRegex(@"slipway_monitor_failing(\{[^}]*\})? 0");
    }

    [ToolFact("prometheus")]
    public async Task Prometheus_SendsItsAlerts_AreTakenAndMailedAndEnd()
    {
        await using var instance = await FakeInstance.StartAsync();
        instance.Answer = FakeInstance.Say("queue_length 50\n");
        await using var prometheus = await StartPrometheusAsync(instance.HostAndPort);

        await Eventually.TrueAsync(async () => (await AlertsAsync()).Any(alert => NameOf(alert) == "QueueLong"));
        var alert = (await AlertsAsync()).First(alert => NameOf(alert) == "QueueLong");
        alert.GetProperty("annotations").GetProperty("summary").GetString().Should().Be("The queue is 50 long");
        alert.GetProperty("generatorURL").GetString().Should().Contain("/graph?g0.expr=queue_length");
        alert.GetProperty("receivers")[0].GetProperty("name").GetString().Should().Be("mail");
        await Eventually.TrueAsync(async () => (await SentAsync()).Contains("firing QueueLong"));

        instance.Answer = FakeInstance.Say("queue_length 0\n");
        await Eventually.TrueAsync(async () => (await SentAsync()).Contains("resolved QueueLong"), limit: TimeSpan.FromSeconds(90));
        (await AlertsAsync()).Should().NotContain(other => NameOf(other) == "QueueLong");
    }

    [Fact]
    public async Task Post_NoAlerts_SaysEveryFaultAndTakesTheRest()
    {
        using var answer = await _monitor.Client.PostAsJsonAsync("/api/v2/alerts", new object[]
        {
            new { labels = new { alertname = "Sound" } },
            new { labels = new { } },
            new { labels = new Dictionary<string, string> { ["1x"] = "y" } },
        });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<string>()).Should()
            .Be("alert 1: it needs at least one label; alert 2: '1x' is no name of a label");
        await Eventually.TrueAsync(async () => (await AlertsAsync()).Any(alert => NameOf(alert) == "Sound"));
    }

    [Fact]
    public async Task Post_SilenceOfEverything_IsRefused()
    {
        using var answer = await _monitor.Client.PostAsJsonAsync("/api/v2/silences", new
        {
            matchers = new[] { new { name = "alertname", value = ".*", isRegex = true, isEqual = true } },
            startsAt = DateTimeOffset.UtcNow,
            endsAt = DateTimeOffset.UtcNow.AddMinutes(-1),
            createdBy = "me",
            comment = "",
        });

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<string>()).Should().Contain("silence everything")
            .And.Contain("endsAt must be in the future").And.Contain("a comment is expected");
    }

    [Fact]
    public async Task Post_SilenceWithAMatcherThatIsNull_IsRefused()
    {
        using var answer = await _monitor.Client.PostAsync(
            "/api/v2/silences", new StringContent("""{"matchers":[null]}""", System.Text.Encoding.UTF8, "application/json"));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await answer.Content.ReadFromJsonAsync<string>()).Should().Contain("'' is no matcher");
    }

    [Fact]
    public async Task Ask_WithoutAToken_IsRefused()
    {
        using var client = new HttpClient { BaseAddress = _monitor.Address };

        foreach (var path in new[] { "/api/v2/alerts", "/api/v2/status", "/api/v2/silences", "/api/v2/alerts/groups", "/api/outbox" })
        {
            (await client.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, path);
        }

        (await client.PostAsJsonAsync("/api/v2/alerts", Array.Empty<object>())).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await client.DeleteAsync("/api/v2/silence/1")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    private string HttpConfig => Path.Combine(_folder.FullName, "http.yml");

    private static string NameOf(JsonElement alert) => alert.GetProperty("labels").GetProperty("alertname").GetString()!;

    private Task<JsonElement[]> AlertsAsync() => _monitor.ListAsync("/api/v2/alerts");

    private async Task<IReadOnlyList<string>> SentAsync() =>
    [
        .. (await _monitor.Client.GetFromJsonAsync<JsonElement>("/api/outbox")).GetProperty("sent").EnumerateArray()
            .Select(sent => $"{sent.GetProperty("status").GetString()} {sent.GetProperty("group").GetProperty("alertname").GetString()}"),
    ];

    private async Task<string> AmtoolAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(
            Tool.Get("amtool"), ["--alertmanager.url", _monitor.Address.ToString(), "--http.config.file", HttpConfig, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"amtool {string.Join(' ', arguments)}: {output}{await error}");
    }

    private async Task<ServerProcess> StartPrometheusAsync(string target)
    {
        var rules = Path.Combine(_folder.FullName, "rules.yml");
        await File.WriteAllTextAsync(rules, """
            groups:
              - name: test
                rules:
                  - alert: QueueLong
                    expr: queue_length > 10
                    annotations: { summary: "The queue is {{ $value }} long" }
            """);
        return await PrometheusProcess.StartAsync(Path.Combine(_folder.FullName, "prometheus"), string.Create(CultureInfo.InvariantCulture, $$"""
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [{{rules}}]
            scrape_configs:
              - job_name: test
                static_configs: [{ targets: ["{{target}}"] }]
            alerting:
              alertmanagers:
                - authorization: { credentials: {{MonitorProcess.Token}} }
                  static_configs: [{ targets: ["{{_monitor.Address.Authority}}"] }]
            """));
    }
}

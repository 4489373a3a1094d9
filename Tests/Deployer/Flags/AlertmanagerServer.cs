using System.Net.Http.Json;
using Tests.Tools;

namespace Tests.Flags;

/// <summary>The real Prometheus Alertmanager.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _server;

    private AlertmanagerServer(DirectoryInfo folder, ServerProcess server) => (_folder, _server) = (folder, server);

    public Uri Address => _server.Address;

    public static async Task<AlertmanagerServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("slipway-alertmanager");
        return new AlertmanagerServer(folder, await AlertmanagerProcess.StartAsync(
            folder.FullName, "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n"));
    }

    public async Task FireAsync(string alert, DateTimeOffset since)
    {
        using var answer = await _server.Client.PostAsJsonAsync("/api/v2/alerts", new[]
        {
            new { labels = new { alertname = alert, service = "api" }, startsAt = since },
        });
        answer.EnsureSuccessStatusCode();
    }

    public async Task SilenceAsync(string alert)
    {
        using var answer = await _server.Client.PostAsJsonAsync("/api/v2/silences", new
        {
            matchers = new[] { new { name = "alertname", value = alert, isRegex = false, isEqual = true } },
            startsAt = DateTimeOffset.UtcNow,
            endsAt = DateTimeOffset.UtcNow.AddHours(1),
            createdBy = "tests",
            comment = "known",
        });
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Tests.EndToEnd;
using Tests.Tools;

namespace Tests.Flags;

/// <summary>The real Prometheus Alertmanager on a free port.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-alertmanager");
    private readonly HttpClient _http;
    private readonly Process _process;

    private AlertmanagerServer(int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}");
        _http = new HttpClient { BaseAddress = Address };
        var configuration = Path.Combine(_folder.FullName, "alertmanager.yml");
        File.WriteAllText(configuration, "route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n");
        var start = new ProcessStartInfo(
            Tool.Get("prometheus-alertmanager"),
            [
                $"--config.file={configuration}", $"--storage.path={_folder.FullName}", "--cluster.listen-address=",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            ])
        { RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public static async Task<AlertmanagerServer> StartAsync()
    {
        var server = new AlertmanagerServer(RunningSystem.FreePorts(1)[0]);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var answer = await server._http.GetAsync("/-/ready");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return server;
    }

    public async Task FireAsync(string alert, DateTimeOffset since)
    {
        using var answer = await _http.PostAsJsonAsync("/api/v2/alerts", new[]
        {
            new { labels = new { alertname = alert, service = "api" }, startsAt = since },
        });
        answer.EnsureSuccessStatusCode();
    }

    public async Task SilenceAsync(string alert)
    {
        using var answer = await _http.PostAsJsonAsync("/api/v2/silences", new
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
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}

using System.Diagnostics;
using System.Globalization;
using Tests.EndToEnd;
using Tests.Tools;

namespace Tests.Prometheus;

/// <summary>The real Prometheus on a free port, which scrapes one instance every half second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-prometheus");
    private readonly Process _process;

    public PrometheusServer(string target, string labels)
    {
        var port = RunningSystem.FreePorts(1)[0];
        Address = new Uri($"http://127.0.0.1:{port}");
        var configuration = Path.Combine(_folder.FullName, "prometheus.yml");
        File.WriteAllText(configuration, $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms }
            scrape_configs:
              - job_name: slipway
                static_configs: [{ targets: ['{{target}}'], labels: { {{labels}} } }]

            """);
        _process = Process.Start(new ProcessStartInfo(
            Tool.Get("prometheus"),
            [
                $"--config.file={configuration}", $"--storage.tsdb.path={_folder.FullName}/data",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"),
            ])
        { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }
}

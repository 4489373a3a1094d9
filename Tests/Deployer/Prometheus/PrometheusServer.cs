using Tests.Tools;

namespace Tests.Prometheus;

/// <summary>The real Prometheus, which scrapes one instance every half second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _server;

    private PrometheusServer(DirectoryInfo folder, ServerProcess server) => (_folder, _server) = (folder, server);

    public Uri Address => _server.Address;

    public static async Task<PrometheusServer> StartAsync(string target, string labels)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-prometheus");
        return new PrometheusServer(folder, await PrometheusProcess.StartAsync(folder.FullName, $$"""
            global: { scrape_interval: 500ms, scrape_timeout: 500ms }
            scrape_configs:
              - job_name: slipway
                static_configs: [{ targets: ['{{target}}'], labels: { {{labels}} } }]

            """));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

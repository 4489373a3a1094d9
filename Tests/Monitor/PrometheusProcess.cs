using System.Diagnostics;
using Tests.EndToEnd;
using Tests.Tools;

namespace Tests;

/// <summary>Debian's Prometheus, in a process and a folder of its own.</summary>
internal sealed class PrometheusProcess : IAsyncDisposable
{
    private readonly Process _process;

    private PrometheusProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public int Id => _process.Id;

    public static async Task<PrometheusProcess> StartAsync(string folder, string configuration)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "prometheus.yml");
        await File.WriteAllTextAsync(file, configuration);
        var address = new Uri($"http://127.0.0.1:{RunningSystem.FreePorts(1)[0]}");
        var process = Process.Start(new ProcessStartInfo(
            Tool.Get("prometheus"),
            [$"--config.file={file}", $"--storage.tsdb.path={folder}/data", $"--web.listen-address={address.Authority}", "--log.level=error"])
        {
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        using var client = new HttpClient { BaseAddress = address };
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return (await client.GetAsync("/-/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                return false;
            }
        });
        return new PrometheusProcess(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

using System.Diagnostics;
using Tests;
using Tests.EndToEnd;
using Tests.Tools;

namespace Benchmarks;

/// <summary>Debian's Alertmanager, in a process and a folder of its own.</summary>
internal sealed class AlertmanagerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private AlertmanagerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<AlertmanagerProcess> StartAsync(string folder, string configuration)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, "alertmanager.yml");
        await File.WriteAllTextAsync(file, configuration);
        var address = new Uri($"http://127.0.0.1:{RunningSystem.FreePorts(1)[0]}");
        var process = Process.Start(new ProcessStartInfo(
            Tool.Get("prometheus-alertmanager"),
            [$"--config.file={file}", $"--storage.path={folder}/data", $"--web.listen-address={address.Authority}", "--cluster.listen-address=", "--log.level=error"])
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
        return new AlertmanagerProcess(process, address);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

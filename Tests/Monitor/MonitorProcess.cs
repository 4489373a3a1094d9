using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tests.Access;
using Tests.EndToEnd;

namespace Tests;

/// <summary>The real Monitor as a process of its own, in Production; who asks is an operator.</summary>
internal sealed class MonitorProcess : IAsyncDisposable
{
    public const string Token = "a-token-of-an-operator-in-the-tests";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private MonitorProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public string Output => string.Join('\n', _output);

    /// <summary>Returns once it serves.</summary>
    public static async Task<MonitorProcess> StartAsync(params (string Key, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{RunningSystem.FreePorts(1)[0]}");
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Monitor.dll"), $"--urls={address.GetLeftPart(UriPartial.Authority)}" },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings.Concat(AccessHost.Token("operator", Token)))
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        var monitor = new MonitorProcess(Process.Start(start)!, address);
        await Eventually.TrueAsync(async () =>
        {
            if (monitor._process.HasExited)
            {
                throw new InvalidOperationException(monitor.Output);
            }

            try
            {
                using var answer = await monitor.Client.GetAsync("/health/live");
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return monitor;
    }

    public async Task<JsonElement[]> ListAsync(string path) =>
        [.. (await Client.GetFromJsonAsync<JsonElement>(path)).EnumerateArray()];

    /// <summary>As <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
        Client.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _output.Enqueue(line.Data);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Tests.Access;

namespace Tests.Cluster;

/// <summary>The real Deployer as a process of its own, in Production.</summary>
internal sealed class DeployerProcess : IAsyncDisposable
{
    /// <summary>Of a viewer.</summary>
    public const string Token = "a-token-of-a-viewer-in-the-cluster-tests";

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private DeployerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    /// <summary>Returns once it is ready.</summary>
    public static async Task<DeployerProcess> StartAsync(Uri address, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Deployer.dll"), $"--urls={address.GetLeftPart(UriPartial.Authority)}" },
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Outside Development it serves only when somebody could ask.
        foreach (var (key, value) in settings.Concat(AccessHost.Token("viewer", Token)
            .Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))))
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        var deployer = new DeployerProcess(Process.Start(start)!);
        using var client = new HttpClient { BaseAddress = new Uri(address.GetLeftPart(UriPartial.Authority)) };
        await deployer.UntilAsync(TimeSpan.FromSeconds(60), "the Deployer serves", async () =>
            (await client.GetAsync("/health/live")).IsSuccessStatusCode);
        return deployer;
    }

    public async Task UntilAsync(TimeSpan limit, string what, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < limit && !_process.HasExited)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"Not within {watch.Elapsed}: {what}.\n{Output}");
    }

    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _output.Enqueue(line.Data);
        }
    }
}

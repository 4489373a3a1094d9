using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using ServiceDefaults.Access;

namespace Tests.Cluster;

/// <summary>The real Deployer as a process of its own, in Production.</summary>
internal sealed class DeployerProcess : IAsyncDisposable
{
    // Of a viewer.
    private const string Token = "a-token-of-a-viewer-in-the-cluster-tests";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private DeployerProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', _output);

    public IReadOnlyCollection<string> Lines => _output;

    /// <summary>Asks it with the token of a viewer.</summary>
    public HttpClient Client { get; }

    public bool HasExited => _process.HasExited;

    public static string Assembly => Path.Combine(AppContext.BaseDirectory, "Deployer.dll");

    /// <summary>Returns once it serves.</summary>
    /// <param name="program">What is started in place of the Deployer's own assembly, and serves what that does.</param>
    public static async Task<DeployerProcess> StartAsync(
        Uri address, IEnumerable<KeyValuePair<string, string?>> settings, params string[] program)
    {
        var server = new Uri(address.GetLeftPart(UriPartial.Authority));
        var start = new ProcessStartInfo("dotnet", program is [] ? [Assembly] : program)
        {
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = "Production" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add($"--urls={server.GetLeftPart(UriPartial.Authority)}");
        foreach (var (key, value) in settings.Concat(Own()))
        {
            start.ArgumentList.Add($"--{key}={value}");
        }

        var deployer = new DeployerProcess(Process.Start(start)!, server);
        try
        {
            await deployer.UntilAsync(StartLimit, "the Deployer serves", async () =>
                (await deployer.Client.GetAsync("/health/live")).IsSuccessStatusCode);
            return deployer;
        }
        catch
        {
            await deployer.DisposeAsync();
            throw;
        }
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

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill() => _process.Kill();

    public Task EndedAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        Client.Dispose();
    }

    // Outside Development it serves only when somebody could ask. It ends with whoever has started it.
    private static Dictionary<string, string?> Own() => new()
    {
        ["Access:Tokens:viewer:Hash"] = Tokens.HashOf(Token),
        ["Access:Tokens:viewer:Role"] = "viewer",
        ["Parent:ProcessId"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ["ConnectionStrings:redis"] = "127.0.0.1:1",
        ["Drain:Delay"] = "00:00:00",
    };

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _output.Enqueue(line.Data);
        }
    }
}

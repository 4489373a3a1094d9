using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using Deployer.Images;
using Deployer.Local.Images;
using Deployer.Local.Session;
using Tests.Tools;

namespace Tests.EndToEnd;

/// <summary>The whole system as <c>dotnet run --project AppHost</c> starts it, on free ports and with a state folder of its own.</summary>
internal sealed partial class RunningSystem : IAsyncDisposable
{
    private const int SigInt = 2;
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(45);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly DirectoryInfo _folder;

    private RunningSystem(Process process, DirectoryInfo folder, int[] ports)
    {
        _process = process;
        _folder = folder;
        (Api, Deployer, Monitor) = (Client(ports[0]), Client(ports[1]), Client(ports[2]));
        Images = new LocalImageStore(Path.Combine(folder.FullName, "images"), TimeProvider.System);
    }

    /// <summary>The one address in front of all instances.</summary>
    public HttpClient Api { get; }

    public HttpClient Deployer { get; }

    public HttpClient Monitor { get; }

    public LocalImageStore Images { get; }

    public string StateFolder => _folder.FullName;

    public string Output => string.Join('\n', _output);

    /// <summary>Returns once stable answers through the one address.</summary>
    public static async Task<RunningSystem> StartAsync(string appHost)
    {
        var folder = Directory.CreateTempSubdirectory("slipway-system-");
        int[] ports = [FreePorts.Next(), FreePorts.Next(), FreePorts.Next()];
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                appHost,
                $"--Ports:Api={ports[0]}", $"--Ports:Deployer={ports[1]}", $"--Ports:Monitor={ports[2]}",
                $"--StateFolder={folder.FullName}",
            },
            Environment = { ["DOTNET_ENVIRONMENT"] = "Development" },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var system = new RunningSystem(process, folder, ports);
        process.OutputDataReceived += system.Keep;
        process.ErrorDataReceived += system.Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await system.UntilAsync(
                StartLimit, "stable answers", async () => (await system.Api.GetAsync("/")).IsSuccessStatusCode);
            system.Deployer.DefaultRequestHeaders.Authorization = system.Monitor.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", RunningDeployer.Read(folder.FullName)!.Token);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts a build into the image folder under a tag: the stable one with a file added, changed as the caller says.</summary>
    public async Task<Digest> BuildAsync(string image, string marker, Action<string>? change = null)
    {
        var stable = Images.Find(Images.Resolve(ImageReference.Parse("api:stable"))!.Value)!;
        var folder = Images.NewFolder();
        CopyAll(stable.Folder, folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "marker.txt"), marker);
        change?.Invoke(folder);
        return await Images.AddAsync(folder, ImageReference.Parse(image), stable.Entry, stable.Version, default);
    }

    /// <summary>Calls the webhook as Docker Hub would. Returns where the rollout is told of.</summary>
    public async Task<Uri> CallWebhookAsync(string image)
    {
        var reference = ImageReference.Parse(image);
        var secret = RunningDeployer.Read(StateFolder)!.Secret;
        using var answer = await Deployer.PostAsJsonAsync($"/webhooks/dockerhub/{secret}", new
        {
            push_data = new { tag = reference.Tag },
            repository = new { repo_name = reference.Repository.Familiar },
        });
        return answer.StatusCode == HttpStatusCode.Accepted
            ? answer.Headers.Location!
            : throw new InvalidOperationException(
                $"The webhook answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>The rollout once it has ended.</summary>
    public async Task<JsonElement> UntilEndedAsync(Uri rollout, TimeSpan limit)
    {
        var state = default(JsonElement);
        await UntilAsync(limit, $"{rollout} ends", async () =>
        {
            state = await Deployer.GetFromJsonAsync<JsonElement>(rollout);
            return state.TryGetProperty("finishedAt", out _);
        });
        return state;
    }

    public async Task<IReadOnlyList<JsonElement>> TracksAsync() =>
        [.. (await Deployer.GetFromJsonAsync<JsonElement>("/api/tracks")).EnumerateArray()];

    /// <summary>Waits until the condition holds; what cannot be reached yet does not hold.</summary>
    public async Task UntilAsync(TimeSpan limit, string what, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (await condition())
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && watch.Elapsed < limit)
            {
            }

            if (watch.Elapsed >= limit || _process.HasExited)
            {
                throw new TimeoutException($"Not within {watch.Elapsed}: {what}.\n{Output}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Presses Ctrl+C, and returns the exit code.</summary>
    public async Task<int> InterruptAsync()
    {
        _ = Kill(_process.Id, SigInt);
        using var limit = new CancellationTokenSource(StopLimit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (!_process.HasExited)
            {
                await InterruptAsync();
            }
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }

            _process.Dispose();
            Api.Dispose();
            Deployer.Dispose();
            Monitor.Dispose();
            _folder.Delete(recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static HttpClient Client(int port)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromSeconds(10) };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
        {
            _output.Enqueue(line.Data);
        }
    }
}

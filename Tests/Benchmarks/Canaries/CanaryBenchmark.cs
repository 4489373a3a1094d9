using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Deployer.Images;
using Tests.EndToEnd;
using Tests.Load;

namespace Benchmarks.Canaries;

/// <summary>
/// Canaries beside a stable of three instances under a steady load, with default settings: a good one is promoted, one with errors and a
/// slow one are rolled back, and one without traffic is left where it is.
/// </summary>
internal static class CanaryBenchmark
{
    private const int Rate = 100;
    private const string Good = "20 0";
    private const string Erring = "20 5";
    private const string Slow = "60 0";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(string appHost, string trial)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}; {Rate} requests/s, 3 stable instances, default settings");
        await using var system = await RunningSystem.StartAsync(appHost);
        await RollAsync(system, trial, "api:stable", Good);
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 64 };
        using var client = new HttpClient(handler) { BaseAddress = system.Api.BaseAddress, Timeout = TimeSpan.FromSeconds(10) };
        var held = true;
        await using (var load = new SteadyLoad(Rate, _ => client.GetAsync("/")))
        {
            await Task.Delay(Settled);
            held &= await PromoteAsync(system, trial, load);
            held &= await GoesBackAsync(system, trial, load, "5 % errors", Erring);
            held &= await GoesBackAsync(system, trial, load, "three times as slow", Slow);
        }

        held &= await SilentAsync(system, trial);
        return held ? 0 : 1;
    }

    // Each image is another, whatever it does.
    private static async Task<Digest> BuildAsync(RunningSystem system, string trial, string image, string behaviour)
    {
        var folder = system.Images.NewFolder();
        foreach (var file in Directory.EnumerateFiles(trial, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(trial, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "behaviour.txt"), behaviour);
        await File.WriteAllTextAsync(Path.Combine(folder, "marker.txt"), Guid.NewGuid().ToString());
        return await system.Images.AddAsync(folder, ImageReference.Parse(image), "Trial.dll", "1.0", default);
    }

    private static async Task<(Digest Digest, Uri Rollout)> RollAsync(RunningSystem system, string trial, string image, string behaviour)
    {
        var digest = await BuildAsync(system, trial, image, behaviour);
        var rollout = await system.CallWebhookAsync(image);
        var ended = await system.UntilEndedAsync(rollout, Limit);
        return Text(ended, "phase") == "Succeeded"
            ? (digest, rollout)
            : throw new InvalidOperationException($"{image} did not come to run: {Text(ended, "message")}");
    }

    private static async Task<bool> PromoteAsync(RunningSystem system, string trial, SteadyLoad load)
    {
        var from = load.Elapsed;
        var (digest, rollout) = await RollAsync(system, trial, "api:canary", Good);
        await UntilAsync(system, rollout, state => Analysis(state, "verdict") == "Successful");
        var verdict = load.Elapsed - from;
        var judged = load.Since(from);
        using var answer = await system.Deployer.PostAsJsonAsync("/api/tracks/api/canary/promote", new { reason = "benchmark" });
        answer.EnsureSuccessStatusCode();
        await UntilAsync(system, rollout, state =>
            state.TryGetProperty("promotion", out var promotion) && Text(promotion, "state") == "Promoted");
        await Task.Delay(Settled);
        var answers = load.Since(from);
        var failed = answers.Count(one => one.Fault is not null);
        var stable = (await system.TracksAsync()).Single(track => Text(track, "track") == "stable");
        var isPromoted = Text(stable, "image").EndsWith(digest.ToString(), StringComparison.Ordinal);
        Row("good", $"verdict after {verdict.TotalSeconds:0.0} s, promoted; {answers.Count} requests, {failed} failed");
        Share(judged, digest);
        return isPromoted && failed == 0;
    }

    private static async Task<bool> GoesBackAsync(RunningSystem system, string trial, SteadyLoad load, string name, string behaviour)
    {
        var from = load.Elapsed;
        var (digest, rollout) = await RollAsync(system, trial, "api:canary", behaviour);
        JsonElement ended = default;
        await UntilAsync(system, rollout, state =>
        {
            ended = state;
            return Text(state, "phase") is "RolledBack" or "Failed";
        });
        await Task.Delay(Settled);
        var answers = load.Since(from);
        var failed = answers.Count(one => one.Fault is not null);
        var canary = answers.Where(one => one.Digest == digest.ToString()).Select(one => one.At).Order().ToList();
        var errors = answers.Where(one => one.Digest == digest.ToString() && one.Fault is not null).Select(one => one.At).Order().ToList();
        var first = errors.Count > 0 ? errors[0] : canary[0];
        var off = canary[^1] - first;
        Row(name, string.Create(
            CultureInfo.InvariantCulture,
            $"{Text(ended, "phase")}; traffic off {off.TotalSeconds:0.0} s after the first bad response; " +
            $"{failed} of {answers.Count} requests failed ({100.0 * failed / answers.Count:0.00} %)"));
        Console.WriteLine($"      {Text(ended, "message")}");
        Share(answers, digest);
        return Text(ended, "phase") == "RolledBack" && failed < 0.02 * answers.Count;
    }

    private static async Task<bool> SilentAsync(RunningSystem system, string trial)
    {
        var (_, rollout) = await RollAsync(system, trial, "api:canary", Erring);
        await Task.Delay(TimeSpan.FromSeconds(30));
        var state = await system.Deployer.GetFromJsonAsync<JsonElement>(rollout);
        Row("no traffic", $"after 30 s {Text(state, "phase")}, analysis {Analysis(state, "verdict")}: {Analysis(state, "message")}");
        return Text(state, "phase") == "Succeeded" && Analysis(state, "verdict") == "Inconclusive";
    }

    private static Task UntilAsync(RunningSystem system, Uri rollout, Func<JsonElement, bool> holds) => system.UntilAsync(
        Limit, $"{rollout} comes to it", async () => holds(await system.Deployer.GetFromJsonAsync<JsonElement>(rollout)));

    // While it answered, from its first answer to its last.
    private static void Share(IReadOnlyList<LoadSample> answers, Digest digest)
    {
        var own = answers.Where(one => one.Digest == digest.ToString()).Select(one => one.At).ToList();
        var beside = answers.Count(one => one.At >= own.Min() && one.At <= own.Max());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"      it answered {100.0 * own.Count / beside:0.0} % of the requests of that time"));
    }

    private static void Row(string name, string text) => Console.WriteLine($"  {name,-20} {text}");

    private static string Analysis(JsonElement rollout, string name) =>
        rollout.TryGetProperty("analysis", out var analysis) ? Text(analysis, name) : "";

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.ToString() : "";
}

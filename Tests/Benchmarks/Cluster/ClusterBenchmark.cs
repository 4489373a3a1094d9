using System.Globalization;

namespace Benchmarks.Cluster;

/// <summary>The Deployer on a real cluster beside kubectl, in one run; prints the tables of docs/benchmarks.md.</summary>
internal static class ClusterBenchmark
{
    public static async Task RunAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, Kubernetes at {ClusterBench.Admin.BaseUri}");
        await using var bench = await ClusterBench.CreateAsync();

        var (webhook, process, bare) = await new PatchLatency(bench).MeasureAsync();
        Table("to the patched Deployment (paused)", "p50 | p99", webhook.Tail("ms"), process.Tail("ms"), bare.Tail("ms"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nkubectl's median is {process.Median / webhook.Median:0.0} times ours; ours is {webhook.Median / bare.Median:0.0} times the floor's"));

        var ready = await new ReadyTime(bench).MeasureAsync();
        Table("to ready pods", "min | median | max", [.. ready.Select(row => row.Range("s"))]);

        var bad = new BadImages(bench);
        Table("a crashing image", "min | median | max", [.. (await bad.MeasureCrashAsync()).Select(row => row.Range("s"))]);
        Table("an image that cannot be pulled", "min | median | max", [.. (await bad.MeasurePullAsync()).Select(row => row.Range("s"))]);
        Table("an image that does not exist", "min | median | max", (await bad.MeasureUnknownAsync()).Range("s"));
        Console.WriteLine($"\n`kubectl rollout status` of the crashing image: {await bad.AskKubectlAsync()}");
    }

    private static void Table(string title, string columns, params IEnumerable<string> rows)
    {
        Console.WriteLine($"\n| {title} | {columns} |");
        Console.WriteLine($"|---{string.Concat(Enumerable.Repeat("|---", columns.Split('|').Length))}|");
        foreach (var row in rows)
        {
            Console.WriteLine(row);
        }
    }
}

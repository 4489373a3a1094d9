using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Tools;

namespace Benchmarks.Flags;

/// <summary>
/// How long a flip takes until the last of ten instances, each a process, evaluates the flag to its new value; beside it a
/// message of bare pub/sub to the same processes.
/// </summary>
internal static class PropagationBenchmark
{
    private const int Instances = 10;
    private const int Flips = 200;

    // Until what a flip runs has been compiled for good, which wants thirty calls of it.
    private const int WarmUp = 100;

    public static async Task RunAsync()
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion}");
        await using var redis = await RedisProcess.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var store = new FlagStore(connection, TimeProvider.System);
        var instances = Enumerable.Range(0, Instances).Select(_ => new InstanceProcess(redis.ConnectionString)).ToArray();
        try
        {
            await Task.WhenAll(instances.Select(instance => instance.WhenAsync("watching ")));
            var flips = new List<double>();
            var bare = new List<double>();
            var written = new List<double>();
            for (var flip = -WarmUp; flip < Flips; flip++)
            {
                var on = flip % 2 == 0;
                var (acknowledged, seen) = await MeasureAsync(instances, $"flag {(on ? "on" : "off")}", () => FlipAsync(store, on));
                var (_, heard) = await MeasureAsync(instances, $"bare {flip}", () => connection.GetSubscriber()
                    .PublishAsync(FlagInstance.Bare, flip.ToString(CultureInfo.InvariantCulture)));
                if (flip >= 0)
                {
                    flips.Add(seen);
                    written.Add(acknowledged);
                    bare.Add(heard);
                }
            }

            Console.WriteLine();
            Console.WriteLine($"until the last of {Instances} processes has it, milliseconds, {Flips} times");
            Row("flip of a flag to its evaluation (looked at every 1 ms)", flips);
            Row("  until the write is acknowledged", written);
            Row("floor: a message of bare pub/sub", bare);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  ratio of the medians {At(flips, 0.5) / At(bare, 0.5):0.00}, of the p99 {At(flips, 0.99) / At(bare, 0.99):0.00}"));
        }
        finally
        {
            foreach (var instance in instances)
            {
                await instance.DisposeAsync();
            }
        }
    }

    /// <summary>Milliseconds from before the command until it is acknowledged, and until the last instance has it.</summary>
    private static async Task<(double Acknowledged, double Seen)> MeasureAsync(
        InstanceProcess[] instances, string line, Func<Task> command)
    {
        var waiting = Task.WhenAll(instances.Select(instance => instance.WhenAsync(line)));
        var begun = Stopwatch.GetTimestamp();
        await command();
        var acknowledged = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return (acknowledged, Stopwatch.GetElapsedTime(begun, (await waiting).Max()).TotalMilliseconds);
    }

    private static async Task FlipAsync(FlagStore store, bool on)
    {
        var definition = JsonElement.Parse($$"""{"id":"{{FlagInstance.Flag}}","enabled":{{(on ? "true" : "false")}}}""");
        await store.ChangeAsync(new FlagEdit(
            FlagInstance.Flag, definition, FlagExpectation.Any, "benchmark", "", FlagChangeKind.Set));
    }

    private static void Row(string name, List<double> values) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-58} p50 {At(values, 0.5):0.00}  p99 {At(values, 0.99):0.00}  max {values.Max():0.00}"));

    private static double At(List<double> values, double quantile) =>
        values.Order().ElementAt((int)Math.Ceiling(quantile * values.Count) - 1);
}

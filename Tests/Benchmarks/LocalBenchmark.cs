using System.Globalization;
using Tests.EndToEnd;

namespace Benchmarks;

/// <summary>The local cluster under the two promises made of it: a canary in seconds, and a replacement that nobody notices.</summary>
internal static class LocalBenchmark
{
    private const int Pushes = 7;
    private const int Rate = 500;

    public static async Task RunAsync(string appHost)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {Environment.OSVersion}");
        await using var system = await RunningSystem.StartAsync(appHost);
        await CanaryLatency.MeasureAsync(system, warmUp: true);

        var floors = new List<double>();
        var canaries = new List<double>();
        for (var push = 0; push < Pushes; push++)
        {
            floors.Add(await BareStart.MeasureAsync(system));
            canaries.Add(await CanaryLatency.MeasureAsync(system, warmUp: false));
        }

        Console.WriteLine();
        Console.WriteLine("from webhook to the new canary instance serving, seconds");
        Row("webhook to first answer through the one address", canaries);
        Row("floor: dotnet Api.dll to its first answer", floors);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  ratio of the medians {Median(canaries) / Median(floors):0.00}"));

        Console.WriteLine();
        Console.WriteLine($"rolling replacement of 3 stable instances under {Rate} requests/s through the one address");
        (await RollingReplacement.MeasureAsync(system, Rate)).Print();
    }

    private static void Row(string name, List<double> values) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"  {name,-50} min {values.Min():0.00}  median {Median(values):0.00}  max {values.Max():0.00}"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

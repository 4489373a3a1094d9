using System.Globalization;
using Tests.Load;

namespace Benchmarks;

/// <summary>The same load before and during a replacement.</summary>
internal sealed record LoadReport(
    IReadOnlyList<LoadSample> Before,
    IReadOnlyList<LoadSample> During,
    string Phase,
    double Seconds)
{
    public void Print()
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  rollout {Phase} in {Seconds:0.0} s"));
        Print("before", Before);
        Print("during", During);
        foreach (var fault in During.Where(sample => sample.Fault is not null).GroupBy(sample => sample.Fault))
        {
            Console.WriteLine($"  {fault.Count()} x {fault.Key}");
        }
    }

    private static void Print(string name, IReadOnlyList<LoadSample> samples)
    {
        var sorted = samples.Select(sample => sample.Milliseconds).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name}: {samples.Count} requests, {samples.Count(sample => sample.Fault is not null)} failed, " +
            $"p50 {sorted[sorted.Length / 2]:0.0} ms, p99 {sorted[sorted.Length * 99 / 100]:0.0} ms, max {sorted[^1]:0} ms"));
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using AppHost.Generation;
using AppHost.Generation.Model;
using AppHost.Generation.Objects;
using AppHost.Generation.Planning;
using YamlDotNet.RepresentationModel;

namespace Benchmarks;

/// <summary>
/// From our manifest's bytes to the files, checked, in this process; beside the floor of it: the same JSON parsed, and the same
/// YAML read and written by the library.
/// </summary>
internal static class GenerateBenchmark
{
    private const int Rounds = 100;

    /// <param name="manifest">The path of the deployment manifest.</param>
    /// <returns>0 if the least stays under the goal, else 1: more than that is waiting for other work of the machine.</returns>
    public static int Run(string manifest)
    {
        var goal = TimeSpan.FromMilliseconds(100);
        var json = File.ReadAllBytes(manifest);
        var first = Measure(() => Generate(json));
        var files = Generate(json);
        var yaml = files.Where(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal)).Select(file => file.Text).ToList();
        var generated = Times(() => Generate(json));
        var floor = Times(() => Floor(json, yaml));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {files.Count} files, {files.Sum(file => file.Text.Length)} characters
            first     {first.TotalMilliseconds,8:0.0} ms (with the just-in-time compiler)
            generate  {generated.Least.TotalMilliseconds,8:0.0} ms (least of {Rounds}), {generated.Median.TotalMilliseconds:0.0} ms (median)
            floor     {floor.Least.TotalMilliseconds,8:0.0} ms (least), {floor.Median.TotalMilliseconds:0.0} ms (median)
            ratio     {generated.Least / floor.Least,8:0.00}
            """));
        return generated.Least < goal ? 0 : 1;
    }

    private static IReadOnlyList<OutputFile> Generate(byte[] json)
    {
        var findings = new Findings();
        var files = Generator.Generate(json, new GenerationOptions { Registry = "registry.example/team", Namespace = "slipway" }, findings);
        return findings.Faults.Count == 0 ? files : throw new InvalidOperationException(string.Join('\n', findings.Faults));
    }

    private static void Floor(byte[] json, List<string> yaml)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var text in yaml)
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            stream.Save(new StringWriter(), assignAnchors: false);
        }
    }

    private static (TimeSpan Least, TimeSpan Median) Times(Action work)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++)
        {
            times.Add(Measure(work));
        }

        times.Sort();
        return (times[0], times[Rounds / 2]);
    }

    private static TimeSpan Measure(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}

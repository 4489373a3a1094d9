using System.Globalization;
using Tests.Tools;

namespace Benchmarks;

/// <summary>A thousand targets, scraped by the Monitor and by Debian's Prometheus at the same time.</summary>
internal static class ScrapeBenchmark
{
    private const int Targets = 1000;
    private const int Series = 60;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(100);

    public static async Task RunAsync()
    {
        Console.WriteLine(
            $"{Environment.ProcessorCount} cores, .NET {Environment.Version}: {Targets} targets of {Series} series every 5 s, two minutes");
        var folder = Directory.CreateTempSubdirectory("slipway-scrape");
        await using (var ours = await SimulatedTargets.StartAsync(Targets, Series))
        await using (var theirs = await SimulatedTargets.StartAsync(Targets, Series))
        await using (var monitor = await ServerProcess.DotNetAsync(typeof(Monitor.MonitorAssembly).Assembly.Location, address =>
            [
                $"--urls={address}", $"--Discovery:Address=http://{ours.Authority}/sd", "--Scrape:Interval=00:00:05",
                $"--Smtp:Folder={folder.FullName}/mails", .. AlertsBenchmark.Access,
            ]))
        await using (var prometheus = await PrometheusProcess.StartAsync(Path.Combine(folder.FullName, "prometheus"), $$"""
            global: { scrape_interval: 5s, evaluation_interval: 5s }
            scrape_configs:
              - job_name: simulated
                http_sd_configs: [{ url: "http://{{theirs.Authority}}/sd" }]
            """))
        {
            await Task.Delay(WarmUp);
            var before = (Ours: Read(monitor), Theirs: Read(prometheus), OurScrapes: ours.Scrapes, TheirScrapes: theirs.Scrapes);
            await Task.Delay(Duration);
            var after = (Ours: Read(monitor), Theirs: Read(prometheus));
            Print("Slipway's Monitor", before.Ours, after.Ours, ours.Scrapes - before.OurScrapes);
            Print("Prometheus", before.Theirs, after.Theirs, theirs.Scrapes - before.TheirScrapes);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  ratios: CPU {(after.Ours.Cpu - before.Ours.Cpu) / (after.Theirs.Cpu - before.Theirs.Cpu):0.00}, memory {after.Ours.Memory / after.Theirs.Memory:0.00}"));
        }

        folder.Delete(recursive: true);
    }

    private static (TimeSpan Cpu, double Memory) Read(ServerProcess server) => (server.Cpu, server.Memory);

    private static void Print(string name, (TimeSpan Cpu, double Memory) before, (TimeSpan Cpu, double Memory) after, long scrapes) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name,-20} {scrapes * Series / Duration.TotalSeconds,8:0} samples/s  {(after.Cpu - before.Cpu) / Duration:0.000} cores  {after.Memory:0} MiB"));
}

using Monitor.Scraping;

namespace Monitor.Endpoints;

/// <summary>An instance as of its last scrape. What that did not say is null.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Service">Empty where discovery does not say; so are the next four.</param>
/// <param name="Track">stable or canary.</param>
/// <param name="Version">Of the build.</param>
/// <param name="Image">Reference, such as api:canary.</param>
/// <param name="Digest">Of the image.</param>
/// <param name="Address">What is scraped.</param>
/// <param name="Up">Whether the last scrape succeeded; null before the first.</param>
/// <param name="LastScrape">When the last scrape began.</param>
/// <param name="Error">Why the last scrape failed.</param>
/// <param name="SkippedLines">Lines of the last scrape that could not be read.</param>
/// <param name="CpuRatio">0..1 of the limit.</param>
/// <param name="CpuPercent">The same in percent.</param>
/// <param name="CpuLimitCores">Cores.</param>
/// <param name="MemoryAvailableBytes">Bytes.</param>
/// <param name="MemoryLimitBytes">Bytes.</param>
/// <param name="AgeSeconds">Since the Monitor first knew it.</param>
internal sealed record InstanceReport(
    string Instance, string Service, string Track, string Version, string Image, string Digest, Uri Address,
    bool? Up, DateTimeOffset? LastScrape, string? Error, int SkippedLines,
    double? CpuRatio, double? CpuPercent, double? CpuLimitCores, long? MemoryAvailableBytes, long? MemoryLimitBytes,
    double AgeSeconds)
{
    public static InstanceReport Of(WatchedInstance instance, DateTimeOffset now)
    {
        var (target, scrape) = (instance.Target, instance.LastScrape);
        var cpu = Finite(instance.Now("slipway_cpu_utilization_ratio"));
        return new InstanceReport(
            target.Instance, target.Service, target.Track, target.Version, target.Image, target.Digest, target.Address,
            scrape?.IsUp, scrape?.At, scrape?.Error, scrape?.Faults ?? 0,
            cpu, cpu is { } ratio ? Math.Round(ratio * 100, 1) : null,
            Finite(instance.Now("slipway_cpu_limit_cores")),
            (long?)Finite(instance.Now("slipway_memory_available_bytes")),
            (long?)Finite(instance.Now("slipway_memory_limit_bytes")),
            Math.Round((now - instance.FirstSeen).TotalSeconds, 1));
    }

    /// <summary>JSON has neither infinity nor NaN.</summary>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

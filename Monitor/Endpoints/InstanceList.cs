using Monitor.Scraping;

namespace Monitor.Endpoints;

/// <summary>Every watched instance, sorted by service, track and name.</summary>
/// <param name="FoundAt">When discovery last found the targets; null before the first time.</param>
/// <param name="DiscoveryError">Why it failed since; the instances are the last known then.</param>
/// <param name="Instances">The instances.</param>
internal sealed record InstanceList(
    DateTimeOffset? FoundAt, string? DiscoveryError, IReadOnlyList<InstanceReport> Instances)
{
    public static InstanceList Of(InstanceBoard board, TargetSnapshot found, DateTimeOffset now) => new(
        found.FoundAt,
        found.Error,
        [.. board.All.Select(instance => InstanceReport.Of(instance, now))
            .OrderBy(report => report.Service, StringComparer.Ordinal)
            .ThenBy(report => report.Track, StringComparer.Ordinal)
            .ThenBy(report => report.Instance, StringComparer.Ordinal)]);
}

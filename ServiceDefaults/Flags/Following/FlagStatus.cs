using System.Globalization;
using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Following;

/// <summary>Where the flags come from, since when, and what of them could not be read.</summary>
/// <param name="Version">The last one that came from Redis; null while none has.</param>
/// <param name="Since">Since when the source is that.</param>
/// <param name="Faults">One line for each flag whose newest document is not taken.</param>
internal sealed record FlagStatus(
    FlagSource Source, FlagVersion? Version, DateTimeOffset Since, IReadOnlyList<string> Faults)
{
    /// <summary>For people, in a line.</summary>
    public override string ToString()
    {
        var said = Source switch
        {
            FlagSource.Starting => "not read yet",
            FlagSource.Redis => Version is null ? "Redis holds none; the local ones hold" : $"Redis, {Of(Version)}",
            FlagSource.LastKnown => $"Redis is away since {Time(Since)}; the last known hold, {Of(Version)}",
            FlagSource.Cache => $"Redis is away since the start; the kept ones hold, {Of(Version)}",
            FlagSource.Local => "Redis is away since the start; the local file and the configuration hold",
            _ => $"Redis has lost them; the last known hold, {Of(Version)}",
        };
        return Faults.Count == 0 ? said : $"{said}; {string.Join("; ", Faults)}";
    }

    private static string Of(FlagVersion? version) =>
        version is { } known ? $"version {known.Number} of {Time(known.ChangedAt)}" : "no version";

    private static string Time(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

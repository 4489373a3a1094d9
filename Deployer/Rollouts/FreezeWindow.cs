using System.Collections.Immutable;
using System.Globalization;

namespace Deployer.Rollouts;

/// <summary>When a track takes nothing new, every week.</summary>
/// <param name="Days">On which days it begins; every day when empty.</param>
/// <param name="From">When it begins, by the clock of <paramref name="Zone"/>.</param>
/// <param name="To">When it ends; at or before <paramref name="From"/> it ends on the next day.</param>
internal sealed record FreezeWindow(
    string Name,
    ImmutableArray<DayOfWeek> Days,
    TimeOnly From,
    TimeOnly To,
    TimeZoneInfo Zone)
{
    /// <summary>When this window, if it holds now, ends; null when it does not hold.</summary>
    public DateTimeOffset? EndAt(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var today = DateOnly.FromDateTime(local.DateTime);
        return EndOf(today, now) ?? EndOf(today.AddDays(-1), now);
    }

    /// <summary>The window of these that holds the longest now, in words; null when none does.</summary>
    public static string? Words(ImmutableArray<FreezeWindow> windows, DateTimeOffset now) => windows
        .Select(window => (window.Name, window.Zone, End: window.EndAt(now)))
        .Where(window => window.End is not null)
        .OrderByDescending(window => window.End)
        .Select(window => string.Create(
            CultureInfo.InvariantCulture,
            $"frozen by '{window.Name}' until {TimeZoneInfo.ConvertTime(window.End!.Value, window.Zone):ddd yyyy-MM-dd HH:mm} ({window.Zone.Id})"))
        .FirstOrDefault();

    // Compared as instants, so that a clock that is put forward or back in between does no harm.
    private DateTimeOffset? EndOf(DateOnly day, DateTimeOffset now)
    {
        if (!Days.IsEmpty && !Days.Contains(day.DayOfWeek))
        {
            return null;
        }

        var (begin, end) = (Instant(day, From).First, Instant(To > From ? day : day.AddDays(1), To).Last);
        return begin <= now && now < end ? end : null;
    }

    private (DateTimeOffset First, DateTimeOffset Last) Instant(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);

        // An hour that the clock leaves out begins when it has been put forward; one that it shows twice is meant both times.
        local = Zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        var offsets = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local) : [Zone.GetUtcOffset(local)];
        return (new DateTimeOffset(local, offsets.Max()), new DateTimeOffset(local, offsets.Min()));
    }
}

using System.Globalization;
using System.Text;

namespace Monitor.Rules;

/// <summary>Durations as Prometheus writes them: <c>1h30m</c>, <c>500ms</c>, <c>0s</c>.</summary>
internal static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("y", TimeSpan.FromDays(365)), ("w", TimeSpan.FromDays(7)), ("d", TimeSpan.FromDays(1)), ("h", TimeSpan.FromHours(1)),
        ("ms", TimeSpan.FromMilliseconds(1)), ("m", TimeSpan.FromMinutes(1)), ("s", TimeSpan.FromSeconds(1)),
    ];

    /// <summary>Longer than anybody means, and short enough to be added to any time there is.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(365);

    /// <summary>False for what is no duration, and for more than <see cref="Max"/>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest is "0")
        {
            return true;
        }

        var isAny = false;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 6 || !TryUnit(rest[digits..], out var unit, out var length))
            {
                return false;
            }

            var count = int.Parse(rest[..digits], CultureInfo.InvariantCulture);
            if (count > (Max - duration) / length)
            {
                return false;
            }

            duration += length * count;
            rest = rest[(digits + unit)..];
            isAny = true;
        }

        return isAny;
    }

    public static string Write(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "0s";
        }

        var text = new StringBuilder();
        foreach (var (unit, length) in Units.OrderByDescending(unit => unit.Length).Where(unit => unit.Unit is not ("y" or "w")))
        {
            var count = (long)(duration / length);
            duration -= length * count;
            text.Append(count > 0 ? string.Create(CultureInfo.InvariantCulture, $"{count}{unit}") : "");
        }

        return text.ToString();
    }

    private static bool TryUnit(ReadOnlySpan<char> rest, out int characters, out TimeSpan length)
    {
        foreach (var (unit, known) in Units)
        {
            if (rest.StartsWith(unit, StringComparison.Ordinal))
            {
                (characters, length) = (unit.Length, known);
                return true;
            }
        }

        (characters, length) = (0, default);
        return false;
    }
}

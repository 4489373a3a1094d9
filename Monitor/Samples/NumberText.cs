using System.Globalization;

namespace Monitor.Samples;

/// <summary>Numbers and times as an exposition writes them.</summary>
internal static class NumberText
{
    private const NumberStyles Style = NumberStyles.Float & ~NumberStyles.AllowLeadingWhite & ~NumberStyles.AllowTrailingWhite;
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static bool TryNumber(ReadOnlySpan<char> word, out double value)
    {
        var magnitude = word is ['+' or '-', ..] ? word[1..] : word;
        if (magnitude.Equals("inf", StringComparison.OrdinalIgnoreCase)
            || magnitude.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = word[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = double.NaN;
        return word.Equals("nan", StringComparison.OrdinalIgnoreCase)
            || (!magnitude.IsEmpty && (char.IsAsciiDigit(magnitude[0]) || magnitude[0] == '.')
                && double.TryParse(word, Style, CultureInfo.InvariantCulture, out value));
    }

    public static bool TryTime(ReadOnlySpan<char> word, ExpositionFormat format, out DateTimeOffset time)
    {
        var isTime = TryMilliseconds(word, format, out var milliseconds) && milliseconds >= First && milliseconds <= Last;
        time = isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
        return isTime;
    }

    private static bool TryMilliseconds(ReadOnlySpan<char> word, ExpositionFormat format, out long milliseconds)
    {
        if (format == ExpositionFormat.Text)
        {
            return long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out milliseconds);
        }

        // Beyond 2^53 a number no longer holds every millisecond, and no time that is meant is there.
        var isTime = TryNumber(word, out var seconds) && Math.Abs(seconds) < 1e13;
        milliseconds = isTime ? (long)Math.Round(seconds * 1000) : 0;
        return isTime;
    }
}

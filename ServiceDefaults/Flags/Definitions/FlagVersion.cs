using System.Globalization;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>
/// The state of all flags after one change. Numbers alone would not tell a store that was set back from the one before:
/// the nonce makes two changes of the same number two versions.
/// </summary>
/// <param name="Number">Counts changes from 1.</param>
/// <param name="ChangedAt">By the clock of who changed, to the millisecond.</param>
/// <param name="Nonce">Eight random hexadecimal digits.</param>
public readonly record struct FlagVersion(long Number, DateTimeOffset ChangedAt, string Nonce)
{
    /// <exception cref="FormatException">
    /// <paramref name="text"/> is not <c>number.milliseconds.nonce</c>, such as <c>17.1795622400123.9f3a1b2c</c>.
    /// </exception>
    public static FlagVersion Parse(string text) => TryParse(text, out var version)
        ? version
        : throw new FormatException($"'{text}' is no version of the flags.");

    /// <summary>Whether <paramref name="text"/> is one.</summary>
    public static bool TryParse(string text, out FlagVersion version)
    {
        version = default;
        if (text.Split('.') is not [var number, var at, { Length: > 0 } nonce]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var counted)
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            return false;
        }

        version = new FlagVersion(counted, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), nonce);
        return true;
    }

    /// <summary>As it stands in Redis, and in ETags.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Number}.{ChangedAt.ToUnixTimeMilliseconds()}.{Nonce}");
}

using System.Globalization;

namespace Monitor.Rules;

/// <summary>Values as people read them.</summary>
internal static class ValueText
{
    private static readonly (double Size, string Name)[] Sizes = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")];

    public static string Write(double value, ValueUnit unit) => unit switch
    {
        ValueUnit.Percent => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} %"),
        ValueUnit.Bytes => Bytes(value),
        ValueUnit.Seconds => string.Create(CultureInfo.InvariantCulture, $"{value:0.###} s"),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static string Bytes(double value)
    {
        var (size, name) = Sizes.FirstOrDefault(known => Math.Abs(value) >= known.Size);
        return name is null
            ? string.Create(CultureInfo.InvariantCulture, $"{value:0} B")
            : string.Create(CultureInfo.InvariantCulture, $"{value / size:0.#} {name}");
    }
}

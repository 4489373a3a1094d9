using System.Globalization;

namespace Deployer.Analysis;

/// <summary>Figures as people read them.</summary>
internal static class Words
{
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    public static string Points(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} points");

    public static string Duration(double seconds) => seconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.#} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s");

    public static string Count(double count) => string.Create(CultureInfo.InvariantCulture, $"{count:0}");

    public static string Requests(double count) => Count(count) is var words && words == "1" ? "1 request" : $"{words} requests";
}

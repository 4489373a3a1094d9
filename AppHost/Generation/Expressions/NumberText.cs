using System.Globalization;

namespace AppHost.Generation.Expressions;

internal static class NumberText
{
    public static string ToText(this int number) => number.ToString(CultureInfo.InvariantCulture);
}

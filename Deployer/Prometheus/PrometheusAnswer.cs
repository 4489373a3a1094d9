using System.Globalization;
using System.Text.Json;

namespace Deployer.Prometheus;

/// <summary>The vector that an instant query answers with. (prometheus.io/docs/prometheus/latest/querying/api)</summary>
/// <param name="Values">Each with its label <c>le</c>, which is empty where there is none.</param>
internal sealed record PrometheusAnswer(IReadOnlyList<(string Le, double Value)> Values)
{
    /// <summary>The only value; null when there is none, or it is no number.</summary>
    public double? Single => Values is [var (_, value)] && double.IsFinite(value) ? value : null;

    /// <exception cref="JsonException">It is no such answer.</exception>
    public static PrometheusAnswer Read(JsonDocument answer)
    {
        try
        {
            return new PrometheusAnswer(
            [
                .. answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(sample => (
                    sample.GetProperty("metric").TryGetProperty("le", out var le) ? le.GetString()! : "",
                    Number(sample.GetProperty("value")[1].GetString()!))),
            ]);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("it answered with something else than a vector", exception);
        }
    }

    public static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}

using OpenTelemetry.Metrics;

namespace ServiceDefaults.Telemetry;

/// <summary>How finely the latency of requests is told apart.</summary>
internal static class RequestDurations
{
    /// <summary>
    /// Eight buckets a decade from 1 ms to 10 s, each a third above the one before. The usual ones stand up to 2.5 times
    /// apart, and a release twice as slow as another can look just like it.
    /// </summary>
    public static double[] Bounds { get; } =
    [
        0.001, 0.00133, 0.00178, 0.00237, 0.00316, 0.00422, 0.00562, 0.0075,
        0.01, 0.0133, 0.0178, 0.0237, 0.0316, 0.0422, 0.0562, 0.075,
        0.1, 0.133, 0.178, 0.237, 0.316, 0.422, 0.562, 0.75,
        1, 1.33, 1.78, 2.37, 3.16, 4.22, 5.62, 7.5, 10,
    ];

    public static MeterProviderBuilder AddRequestDurations(this MeterProviderBuilder metrics) => metrics.AddView(
        "http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Bounds });
}

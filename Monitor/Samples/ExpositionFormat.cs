namespace Monitor.Samples;

internal enum ExpositionFormat
{
    /// <summary>Prometheus' text format 0.0.4: timestamps in milliseconds.</summary>
    Text,

    /// <summary>OpenMetrics 1.0: timestamps in seconds, and an end that says that nothing is missing.</summary>
    OpenMetrics,
}

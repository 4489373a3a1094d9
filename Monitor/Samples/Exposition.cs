namespace Monitor.Samples;

/// <summary>What was read of an instance's <c>/metrics</c>.</summary>
internal sealed record Exposition(IReadOnlyList<MetricPoint> Points, IReadOnlyList<LineFault> Faults);

namespace Monitor.Samples;

/// <summary>What was read of an instance's <c>/metrics</c>.</summary>
/// <param name="Faults">The first lines that could not be read.</param>
/// <param name="FaultCount">How many there are in all.</param>
internal sealed record Exposition(IReadOnlyList<MetricPoint> Points, IReadOnlyList<LineFault> Faults, int FaultCount)
{
    public static Exposition None { get; } = new([], [], 0);
}

namespace Monitor.Samples;

/// <summary>How far a counter rose. Values that are no numbers say nothing of it.</summary>
internal static class CounterIncrease
{
    /// <summary>
    /// From sample to sample; a counter that fell began again at zero in between. Nothing is extrapolated to the ends of
    /// the window, as Prometheus' <c>increase</c> does: counts stay whole, and no request is counted that nobody made.
    /// </summary>
    /// <param name="samples">Oldest first; the first may be older than the window, it is what the rest is counted from.</param>
    /// <param name="fromZero">Whether the counter was zero before the first sample, because it did not exist.</param>
    public static double Of(IReadOnlyList<Sample> samples, bool fromZero)
    {
        var (increase, last) = (0.0, fromZero ? 0 : double.NaN);
        foreach (var value in samples.Select(sample => sample.Value).Where(double.IsFinite))
        {
            increase += double.IsNaN(last) ? 0 : value < last ? value : value - last;
            last = value;
        }

        return increase;
    }
}

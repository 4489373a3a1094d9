namespace Monitor.Rules;

/// <summary>A threshold, with hysteresis where <paramref name="Clear"/> is given.</summary>
/// <param name="IsAbove">Met above the threshold; else below it.</param>
/// <param name="Clear">
/// Once firing it stays met until the value is beyond this on the good side; null is the threshold itself.
/// </param>
internal sealed record Condition(bool IsAbove, double Threshold, double? Clear)
{
    public bool IsMet(double value, bool isFiring) => (isFiring, Clear) switch
    {
        (true, { } clear) => IsAbove ? value >= clear : value <= clear,
        _ => IsAbove ? value > Threshold : value < Threshold,
    };
}

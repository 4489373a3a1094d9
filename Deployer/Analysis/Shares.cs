namespace Deployer.Analysis;

/// <summary>
/// Bounds on a share of which only so many cases were seen: the truth lies beyond such a bound with at most the doubt that is
/// allowed, however few the cases are and however near to zero the share is.
/// </summary>
/// <remarks>
/// C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial"
/// (1934); two of them are put together as in method 10 of R. G. Newcombe, "Interval estimation for the difference between
/// independent proportions" (1998).
/// </remarks>
internal static class Shares
{
    /// <summary>How likely the truth may lie beyond a bound, 0..1, where nothing else is said; the bounds are one-sided.</summary>
    public const double Doubt = 0.05;

    // Halves the uncertainty so often that a double has no more digits.
    private const int Halvings = 52;

    /// <summary>What the share is at least; 0 when nothing was seen.</summary>
    /// <param name="hits">0..<paramref name="cases"/>; not whole where it was extrapolated.</param>
    /// <param name="cases">Not below zero.</param>
    /// <param name="doubt">Above 0 and below 1.</param>
    public static double AtLeast(double hits, double cases, double doubt = Doubt) =>
        hits <= 0 ? 0 : Solve(share => Beta.Regularized(share, hits, cases - hits + 1) < doubt);

    /// <summary>What the share is at most; 1 when nothing was seen.</summary>
    /// <param name="hits">0..<paramref name="cases"/>; not whole where it was extrapolated.</param>
    /// <param name="cases">Not below zero.</param>
    /// <param name="doubt">Above 0 and below 1.</param>
    public static double AtMost(double hits, double cases, double doubt = Doubt) =>

        // What misses is at least the rest. (So a tiny doubt keeps its digits, which one minus it would not.)
        1 - AtLeast(cases - hits, cases, doubt);

    /// <summary>How far the first share is above the second at least; below zero when it need not be above it.</summary>
    public static double DifferenceAtLeast(
        double hits, double cases, double otherHits, double otherCases, double doubt = Doubt)
    {
        if (cases <= 0 || otherCases <= 0)
        {
            return -1;
        }

        var (share, other) = (hits / cases, otherHits / otherCases);
        var down = share - AtLeast(hits, cases, doubt);
        var up = AtMost(otherHits, otherCases, doubt) - other;
        return share - other - Math.Sqrt((down * down) + (up * up));
    }

    private static double Solve(Func<double, bool> isBelow)
    {
        var (low, high) = (0.0, 1.0);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = isBelow(middle) ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}

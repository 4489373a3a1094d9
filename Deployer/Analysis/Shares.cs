namespace Deployer.Analysis;

/// <summary>
/// Bounds on a share of which only so many cases were seen: the truth lies beyond such a bound at most once in twenty times,
/// however few the cases are and however near to zero the share is.
/// </summary>
/// <remarks>
/// C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial"
/// (1934); two of them are put together as in method 10 of R. G. Newcombe, "Interval estimation for the difference between
/// independent proportions" (1998).
/// </remarks>
internal static class Shares
{
    /// <summary>How sure each bound is; the bounds are one-sided.</summary>
    public const double Confidence = 0.95;

    private const double Doubt = 1 - Confidence;

    // Halves the uncertainty so often that a double has no more digits.
    private const int Halvings = 52;

    /// <summary>What the share is at least; 0 when nothing was seen.</summary>
    /// <param name="hits">0..<paramref name="cases"/>; not whole where it was extrapolated.</param>
    /// <param name="cases">Not below zero.</param>
    public static double AtLeast(double hits, double cases) =>
        hits <= 0 ? 0 : Solve(share => Beta.Regularized(share, hits, cases - hits + 1) < Doubt);

    /// <summary>What the share is at most; 1 when nothing was seen.</summary>
    /// <param name="hits">0..<paramref name="cases"/>; not whole where it was extrapolated.</param>
    /// <param name="cases">Not below zero.</param>
    public static double AtMost(double hits, double cases) =>
        hits >= cases ? 1 : Solve(share => Beta.Regularized(share, hits + 1, cases - hits) < Confidence);

    /// <summary>How far the first share is above the second at least; below zero when it need not be above it.</summary>
    public static double DifferenceAtLeast(double hits, double cases, double otherHits, double otherCases)
    {
        if (cases <= 0 || otherCases <= 0)
        {
            return -1;
        }

        var (share, other) = (hits / cases, otherHits / otherCases);
        var down = share - AtLeast(hits, cases);
        var up = AtMost(otherHits, otherCases) - other;
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

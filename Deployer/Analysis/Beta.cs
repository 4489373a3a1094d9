namespace Deployer.Analysis;

/// <summary>The distribution that the binomial's bounds come from.</summary>
/// <remarks>NIST Digital Library of Mathematical Functions, 8.17 (dlmf.nist.gov/8.17) and 5.11.</remarks>
internal static class Beta
{
    private const double Precision = 1e-13;
    private const int MaxTerms = 100_000;
    private const double Tiny = 1e-300;

    // From here on Stirling's series has the digits that are asked for.
    private const double Large = 10;

    /// <summary>The regularized incomplete beta function I: how likely a value below <paramref name="x"/> is.</summary>
    /// <param name="x">0..1.</param>
    /// <param name="a">Above zero.</param>
    /// <param name="b">Above zero.</param>
    public static double Regularized(double x, double a, double b)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        // The fraction converges fast on this side of the mean only; the other side is its mirror image.
        return x < (a + 1) / (a + b + 2) ? Below(x, a, b) : 1 - Below(1 - x, b, a);
    }

    private static double Below(double x, double a, double b)
    {
        var scale = (a * Math.Log(x)) + (b * Math.Log(1 - x)) + LogGamma(a + b) - LogGamma(a) - LogGamma(b);
        return Math.Exp(scale) / (a * Fraction(x, a, b));
    }

    // 8.17.22, from the front by Lentz' method: numerator and denominator are carried as ratios to the ones before.
    private static double Fraction(double x, double a, double b)
    {
        var (value, up, down) = (1.0, 1.0, 0.0);
        for (var term = 1; term <= MaxTerms; term++)
        {
            var coefficient = Coefficient(term, x, a, b);
            up = NotZero(1 + (coefficient / up));
            down = 1 / NotZero(1 + (coefficient * down));
            value *= up * down;
            if (Math.Abs((up * down) - 1) < Precision)
            {
                break;
            }
        }

        return value;
    }

    // 8.17.23
    private static double Coefficient(int term, double x, double a, double b)
    {
        var m = term / 2;
        return term % 2 == 0
            ? m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)))
            : -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
    }

    // 5.11.1, after the argument was shifted up by 5.5.1.
    private static double LogGamma(double z)
    {
        var shift = 0.0;
        for (; z < Large; z++)
        {
            shift -= Math.Log(z);
        }

        var square = 1 / (z * z);
        var series = (1 / 12.0 - (square * (1 / 360.0 - (square * (1 / 1260.0 - (square / 1680)))))) / z;
        return shift + ((z - 0.5) * Math.Log(z)) - z + (0.5 * Math.Log(2 * Math.PI)) + series;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}

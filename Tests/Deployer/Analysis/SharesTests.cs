using CsCheck;
using Deployer.Analysis;
using Tests.Properties;

namespace Tests.Analysis;

public class SharesTests
{
    // From tables of the exact binomial limits, 95 % one-sided.
    [Theory]
    [InlineData(0, 10, 0, 0.2589)]
    [InlineData(1, 10, 0.0051, 0.3942)]
    [InlineData(5, 10, 0.2224, 0.7776)]
    [InlineData(10, 10, 0.7411, 1)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(50, 1000, 0.0392, 0.0629)]
    public void Bounds_KnownCases_AreTheTables(double hits, double cases, double least, double most)
    {
        Shares.AtLeast(hits, cases).Should().BeApproximately(least, 0.0001);
        Shares.AtMost(hits, cases).Should().BeApproximately(most, 0.0001);
    }

    [Fact]
    public void AtLeast_AnyShareAndFewCases_IsAboveTheTruthAtMostOnceInTwenty() =>
        Gen.Select(Gen.Int[1, 300], Gen.Double[0.0005, 0.9]).SampleSeeded(
            (cases, truth) => Likelihood(cases, truth, hits => Shares.AtLeast(hits, cases) > truth) <= Shares.Doubt + 1e-9,
            cases: 200,
            seed: 1);

    [Fact]
    public void AtMost_AnyShareAndFewCases_IsBelowTheTruthAtMostOnceInTwenty() =>
        Gen.Select(Gen.Int[1, 300], Gen.Double[0.0005, 0.9]).SampleSeeded(
            (cases, truth) => Likelihood(cases, truth, hits => Shares.AtMost(hits, cases) < truth) <= Shares.Doubt + 1e-9,
            cases: 200,
            seed: 2);

    /// <summary>Two shares apart by the limit and no more are told to be further apart at most once in twenty times.</summary>
    [Theory]
    [InlineData(50, 150, 0.001, 0.011)]
    [InlineData(50, 50, 0.02, 0.03)]
    [InlineData(200, 600, 0, 0.01)]
    [InlineData(300, 100, 0.05, 0.06)]
    public void DifferenceAtLeast_SharesAsFarApartAsAllowed_IsRarelyMore(int cases, int others, double other, double share)
    {
        var miss = Likelihood(others, other, otherHits => true, (otherHits, weight) => weight * Likelihood(
            cases, share, hits => Shares.DifferenceAtLeast(hits, cases, otherHits, others) > share - other + 1e-12));

        miss.Should().BeLessThanOrEqualTo(Shares.Doubt);
    }

    /// <summary>However little doubt is allowed: the bound that it gives is the one at which what was seen is just as likely.</summary>
    [Theory]
    [InlineData(3, 60, 1e-3)]
    [InlineData(50, 1000, 1e-9)]
    [InlineData(5, 200, 1e-15)]
    [InlineData(40, 40, 1e-12)]
    public void Bounds_LittleDoubt_AreExactStill(int hits, int cases, double doubt)
    {
        var (least, most) = (Shares.AtLeast(hits, cases, doubt), Shares.AtMost(hits, cases, doubt));

        (Beta.Regularized(least, hits, cases - hits + 1) / doubt).Should().BeApproximately(1, 1e-6);
        most.Should().Be(1 - Shares.AtLeast(cases - hits, cases, doubt));
        least.Should().BeLessThan(Shares.AtLeast(hits, cases));
        most.Should().BeGreaterThanOrEqualTo(Shares.AtMost(hits, cases));
    }

    [Fact]
    public void DifferenceAtLeast_NothingSeenOnOneSide_SaysNothing()
    {
        Shares.DifferenceAtLeast(0, 0, 0, 100).Should().BeNegative();
        Shares.DifferenceAtLeast(100, 100, 0, 0).Should().BeNegative();
    }

    private static double Likelihood(int cases, double truth, Func<int, bool> isMissed) =>
        Likelihood(cases, truth, isMissed, (_, weight) => weight);

    private static double Likelihood(int cases, double truth, Func<int, bool> counts, Func<int, double, double> sum)
    {
        var (weight, all) = (Math.Pow(1 - truth, cases), 0.0);
        for (var hits = 0; hits <= cases; hits++)
        {
            all += weight > 1e-12 && counts(hits) ? sum(hits, weight) : 0;
            weight *= truth / (1 - truth) * (cases - hits) / (hits + 1);
        }

        return all;
    }
}

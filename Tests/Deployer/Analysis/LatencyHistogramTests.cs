using CsCheck;
using Deployer.Analysis;
using Tests.Properties;

namespace Tests.Analysis;

public class LatencyHistogramTests
{
    private static readonly LatencyHistogram Some = new([0.1, 0.2, 0.4, double.PositiveInfinity], [10, 30, 38, 40]);

    [Theory]
    [InlineData(0.25, 0.1)]
    [InlineData(0.5, 0.15)]
    [InlineData(0.75, 0.2)]
    [InlineData(0.85, 0.3)]
    [InlineData(0.99, 0.4)]
    public void Quantile_WithinABucket_IsInterpolated(double quantile, double seconds) =>
        Some.Quantile(quantile).Should().BeApproximately(seconds, 1e-9);

    [Theory]
    [InlineData(0, 30)]
    [InlineData(0.1, 30)]
    [InlineData(0.11, 10)]
    [InlineData(0.3, 2)]
    [InlineData(5, 0)]
    public void SurelyAbove_Seconds_CountsWholeBucketsOnly(double seconds, double requests) =>
        Some.SurelyAbove(seconds).Should().Be(requests);

    [Fact]
    public void Quantile_NoRequests_IsNone()
    {
        LatencyHistogram.Empty.Quantile(0.95).Should().BeNull();
        new LatencyHistogram([0.1, double.PositiveInfinity], [0, 0]).Quantile(0.95).Should().BeNull();
    }

    [Fact]
    public void Quantile_AnyHistogram_RisesAndStaysWithinTheBounds() =>
        Gen.Select(Gen.Int[0, 50].Array[1, 12], Gen.Double[0, 1], Gen.Double[0, 1]).SampleSeeded(
            (buckets, one, other) =>
            {
                var histogram = new LatencyHistogram(
                    [.. buckets.SkipLast(1).Select((_, index) => (index + 1) * 0.1), double.PositiveInfinity],
                    [.. buckets.Select((_, index) => (double)buckets.Take(index + 1).Sum())]);
                var (low, high) = (histogram.Quantile(Math.Min(one, other)), histogram.Quantile(Math.Max(one, other)));
                return histogram.Total == 0 ? low is null : low <= high && low >= 0 && high <= buckets.Length * 0.1;
            },
            cases: 2000,
            seed: 3);
}

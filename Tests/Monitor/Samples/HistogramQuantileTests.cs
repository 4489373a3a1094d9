using CsCheck;
using Monitor.Samples;
using Tests.Properties;

namespace Tests.Samples;

public sealed class HistogramQuantileTests
{
    private static readonly double[] Bounds = [0.1, 0.5, 1, double.PositiveInfinity];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.25, 0.05)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.7, 0.3)]
    [InlineData(0.9, 0.5)]
    [InlineData(0.95, 0.75)]
    [InlineData(1, 1)]
    public void Of_Rank_IsInterpolatedWithinItsBucket(double rank, double expected) =>
        HistogramQuantile.Of(rank, Bounds, [500, 900, 1000, 1000]).Should().BeApproximately(expected, 1e-9);

    [Fact]
    public void Of_NothingCounted_IsNull() => HistogramQuantile.Of(0.5, Bounds, [0, 0, 0, 0]).Should().BeNull();

    [Fact]
    public void Of_LastBoundIsNotThatOfEverything_IsNull() => HistogramQuantile.Of(0.5, [0.1, 0.5], [1, 2]).Should().BeNull();

    [Fact]
    public void Of_OneBucketAlone_IsNull() => HistogramQuantile.Of(0.5, [double.PositiveInfinity], [7]).Should().BeNull();

    [Fact]
    public void Of_BeyondTheLastFiniteBound_IsThatBound() => HistogramQuantile.Of(0.99, Bounds, [0, 0, 0, 9]).Should().Be(1);

    [Fact]
    public void Of_FirstBoundBelowZero_HasNothingBelowIt() =>
        HistogramQuantile.Of(0.5, [-2, 1, double.PositiveInfinity], [10, 10, 10]).Should().Be(-2);

    [Fact]
    public void Of_AnyHistogram_RisesWithTheRankAndStaysWithinTheBounds() => Gen.Int[0, 50].Array[4].SampleSeeded(
        inside =>
        {
            double[] counts = [inside[0], inside[0] + inside[1], inside[0] + inside[1] + inside[2], inside.Sum()];
            double?[] values = [.. Enumerable.Range(0, 11).Select(tenth => HistogramQuantile.Of(tenth / 10.0, Bounds, counts))];
            return inside.Sum() == 0
                ? values.All(value => value is null)
                : values.All(value => value is >= 0 and <= 1) && values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second);
        },
            cases: 1000);
}

using Monitor.Samples;

namespace Tests.Samples;

public class CounterIncreaseTests
{
    [Theory]
    [InlineData(new double[] { }, false, 0)]
    [InlineData(new double[] { 5 }, false, 0)]
    [InlineData(new double[] { 5 }, true, 5)]
    [InlineData(new double[] { 5, 7, 10 }, false, 5)]
    [InlineData(new double[] { 5, 7, 2, 3 }, false, 5)]
    [InlineData(new double[] { 5, 0, 4 }, true, 9)]
    [InlineData(new double[] { 5, double.NaN, 8 }, false, 3)]
    public void Of_Samples_IsTheRise(double[] values, bool fromZero, double increase) => CounterIncrease.Of(
        [.. values.Select((value, second) => new Sample(DateTimeOffset.UnixEpoch.AddSeconds(second), value))], fromZero)
        .Should().Be(increase);
}

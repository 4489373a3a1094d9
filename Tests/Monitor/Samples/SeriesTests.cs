using CsCheck;
using Monitor.Samples;
using Tests.Properties;

namespace Tests.Samples;

public class SeriesTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Add_NotNewer_IsRefused()
    {
        var series = new Series(10, TimeSpan.FromMinutes(1));

        series.Add(new Sample(Start, 1)).Should().BeTrue();
        series.Add(new Sample(Start, 2)).Should().BeFalse();
        series.Add(new Sample(Start.AddSeconds(-1), 3)).Should().BeFalse();

        series.Latest.Should().Be(new Sample(Start, 1));
    }

    [Fact]
    public void Since_SomeOlder_IsTheRestOldestFirst()
    {
        var series = new Series(10, TimeSpan.FromMinutes(1));
        for (var second = 0; second < 5; second++)
        {
            series.Add(new Sample(Start.AddSeconds(second), second));
        }

        series.Since(Start.AddSeconds(3)).Select(sample => sample.Value).Should().Equal(3, 4);
    }

    /// <summary>Against a plain list, for any order and spacing of samples.</summary>
    [Fact]
    public void Add_Anything_KeepsTheNewestWithinCapacityAndWindow() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[0, 30], Gen.Int[-3, 10].Array[0, 100]).SampleSeeded((capacity, window, steps) =>
        {
            var series = new Series(capacity, TimeSpan.FromSeconds(window));
            var expected = new List<Sample>();
            var now = Start;
            foreach (var step in steps)
            {
                now = now.AddSeconds(step);
                var sample = new Sample(now, expected.Count);
                series.Add(sample);
                if (expected.Count == 0 || sample.At > expected[^1].At)
                {
                    expected.Add(sample);
                    expected.RemoveAll(old => old.At < sample.At.AddSeconds(-window));
                    expected = [.. expected.TakeLast(capacity)];
                }
            }

            return series.Since(DateTimeOffset.MinValue).SequenceEqual(expected) && series.Count == expected.Count;
        }, cases: 1000);
}

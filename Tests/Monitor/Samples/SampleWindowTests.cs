using Monitor.Samples;

namespace Tests.Samples;

public class SampleWindowTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private readonly SampleWindow _window = new(TimeSpan.FromMinutes(1), samplesPerSeries: 10, maxSeries: 2);

    [Fact]
    public void Append_MoreSeriesThanAllowed_RefusesTheRestAndSaysHowMany()
    {
        _window.Append(Start, [Point("a", 1), Point("b", 1), Point("c", 1), Point("a", 2)]).Should().Be(1);

        _window.Count.Should().Be(2);
        _window.Named("c").Should().BeEmpty();
    }

    [Fact]
    public void Append_SeriesSilentForTheWindow_DropsIt()
    {
        _window.Append(Start, [Point("a", 1), Point("b", 1)]);

        _window.Append(Start.AddMinutes(1), [Point("b", 2)]);
        _window.Count.Should().Be(2);
        _window.Append(Start.AddMinutes(1).AddSeconds(1), [Point("b", 3)]);

        _window.Named("a").Should().BeEmpty();
        _window.Named("b").Single().Value.Latest!.Value.Value.Should().Be(3);
    }

    [Fact]
    public void Append_OneOfTwoSeriesOfANameSilent_DropsThatAloneAndTakesItBack()
    {
        MetricPoint Of(string label, double value) => new(new SeriesId("a", [KeyValuePair.Create("x", label)]), value, null);
        _window.Append(Start, [Of("1", 1), Of("2", 1)]);
        _window.Append(Start.AddSeconds(61), [Of("2", 2)]);
        _window.Named("a").Single().Key.Labels["x"].Should().Be("2");

        _window.Append(Start.AddSeconds(62), [Of("1", 3), Of("2", 3)]);

        _window.Named("a").Should().HaveCount(2);
        _window.Count.Should().Be(2);
    }

    [Fact]
    public void Append_LineWithATimestamp_CountsThatTime()
    {
        _window.Append(Start, [new MetricPoint(new SeriesId("a", []), 1, Start.AddSeconds(-5))]);

        _window.Named("a").Single().Value.Latest!.Value.At.Should().Be(Start.AddSeconds(-5));
    }

    [Fact]
    public void Append_TimestampFarFromNow_IsRefusedAndLaterSamplesStillCome()
    {
        _window.Append(Start, [new MetricPoint(new SeriesId("a", []), 1, Start.AddHours(1))]).Should().Be(1);
        _window.Append(Start, [new MetricPoint(new SeriesId("a", []), 1, Start.AddHours(-1))]).Should().Be(1);

        _window.Append(Start.AddSeconds(1), [Point("a", 2)]).Should().Be(0);
        _window.Named("a").Single().Value.Count.Should().Be(1);
    }

    [Fact]
    public void Current_SeriesThatTheLastScrapeNoLongerHeld_IsStale()
    {
        _window.Append(Start, [Point("a", 1), Point("b", 1)]);
        _window.Append(Start.AddSeconds(1), [Point("b", 2)]);

        _window.Current("a").Should().BeEmpty();
        _window.Current("b").Should().ContainSingle();
        _window.Named("a").Should().ContainSingle();
    }

    private static MetricPoint Point(string name, double value) => new(new SeriesId(name, []), value, null);
}

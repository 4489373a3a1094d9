using System.Globalization;
using CsCheck;
using Monitor.Samples;
using Tests.Properties;

namespace Tests.Samples;

public class ExpositionParserTests
{
    private static readonly Gen<string> Name = Gen.Select(
        Gen.Char["abcXYZ_"], Gen.Char["abc012_"].Array[0, 8], (first, rest) => first + new string(rest));

    private static readonly Gen<string> Text =
        Gen.OneOf(Gen.String, Gen.Char["\\\"\n{}=, #aé\r\t"].Array[0, 12].Select(chars => new string(chars)));

    private static readonly Gen<MetricPoint> Point = Gen.Select(
        Name, Gen.Dictionary(Name, Text)[0, 4], Gen.Double, Gen.Long[-100_000, 4_000_000_000_000].Nullable(),
        (name, labels, value, at) => new MetricPoint(
            new SeriesId(name, labels), value, at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null));

    [Theory]
    [InlineData("up 1", "up", 1)]
    [InlineData("  up\t 1 ", "up", 1)]
    [InlineData("up 1\r", "up", 1)]
    [InlineData("a:b{} -2.5e3", "a:b", -2500)]
    [InlineData("a{b=\"c\"} +Inf", "a{b=\"c\"}", double.PositiveInfinity)]
    [InlineData("a{ b = \"c\" , d=\"\", } -inf", "a{b=\"c\",d=\"\"}", double.NegativeInfinity)]
    [InlineData("a{z=\"1\",b=\"2\"}NaN", "a{b=\"2\",z=\"1\"}", double.NaN)]
    [InlineData("a{b=\"\\\\ \\\" \\n\"} 1", "a{b=\"\\\\ \\\" \\n\"}", 1)]
    [InlineData("a{b=\"}, # {\"} 1", "a{b=\"}, # {\"}", 1)]
    [InlineData("a_bucket{le=\"1\"} 5 # {trace_id=\"x\"} 0.5 123.4", "a_bucket{le=\"1\"}", 5)]
    [InlineData("a .5", "a", 0.5)]
    [InlineData("a {b=\"c\"} 7", "a{b=\"c\"}", 7)]
    public void Parse_WellFormedLine_IsThePoint(string line, string id, double value)
    {
        var exposition = ExpositionParser.Parse(line);

        exposition.Faults.Should().BeEmpty();
        var point = exposition.Points.Should().ContainSingle().Subject;
        point.Id.ToString().Should().Be(id);
        point.Value.Should().Be(value);
        point.At.Should().BeNull();
    }

    [Fact]
    public void Parse_Timestamp_IsMilliseconds() =>
        ExpositionParser.Parse("up 1 1395066363000").Points.Single().At
            .Should().Be(new DateTimeOffset(2014, 3, 17, 14, 26, 3, TimeSpan.Zero));

    [Theory]
    [InlineData("1up 1", "a name is expected")]
    [InlineData("up", "a value is expected")]
    [InlineData("up one", "'one' is no value")]
    [InlineData("up 0x10", "'0x10' is no value")]
    [InlineData("up 1,5", "'1,5' is no value")]
    [InlineData("up 1 soon", "'soon' is no timestamp in milliseconds")]
    [InlineData("up 1 99999999999999999", "'99999999999999999' is no timestamp in milliseconds")]
    [InlineData("up 1 2 3", "nothing is expected after the timestamp")]
    [InlineData("up{ 1", "a name is expected")]
    [InlineData("up{a} 1", "'=' is expected after label a")]
    [InlineData("up{a=b} 1", "'\"' is expected before a label's value")]
    [InlineData("up{a=\"b} 1", "a label's value has no end")]
    [InlineData("up{a=\"b\\x\"} 1", "a backslash stands before none of \\ \" n")]
    [InlineData("up{a=\"b\" c=\"d\"} 1", "',' or '}' is expected after a label")]
    [InlineData("up{a=\"b\",a=\"c\"} 1", "label a stands there twice")]
    public void Parse_MalformedLine_IsReportedAndCostsNothingElse(string line, string reason)
    {
        var exposition = ExpositionParser.Parse($"# HELP a\nfirst 1\n\n{line}\nlast 2\n# EOF\n");

        exposition.Faults.Should().Equal(new LineFault(4, reason));
        exposition.Points.Select(point => point.Id.Name).Should().Equal("first", "last");
    }

    [Theory]
    [InlineData("# TYPE a weather", "'weather' is no type of metrics")]
    [InlineData("# TYPE 1a gauge", "a metric's name is expected after TYPE")]
    [InlineData("# HELP", "a metric's name is expected after HELP")]
    public void Parse_MalformedMetadata_IsReported(string line, string reason) =>
        ExpositionParser.Parse($"a 1\n{line}\nb 2").Faults.Should().Equal(new LineFault(2, reason));

    [Theory]
    [InlineData("# HELP a what it is\n# TYPE a counter\n# anything\n#\na 1")]
    public void Parse_WellFormedMetadataAndComments_AreNoFaults(string text) =>
        ExpositionParser.Parse(text).Faults.Should().BeEmpty();

    [Fact]
    public void Parse_OpenMetrics_HasTimestampsInSecondsAndAnEnd()
    {
        var exposition = ExpositionParser.Parse("a_total 1 1395066363.5\n# EOF\nb 1\n", ExpositionFormat.OpenMetrics);

        exposition.Points.Single().At.Should().Be(new DateTimeOffset(2014, 3, 17, 14, 26, 3, 500, TimeSpan.Zero));
        exposition.Faults.Should().Equal(new LineFault(3, "nothing is expected after # EOF"));
    }

    [Fact]
    public void Parse_OpenMetricsCutOff_IsReportedAndKeepsWhatCame()
    {
        var exposition = ExpositionParser.Parse("a 1\nb 2", ExpositionFormat.OpenMetrics);

        exposition.Points.Should().HaveCount(2);
        exposition.Faults.Should().Equal(new LineFault(2, "# EOF is missing: the exposition is cut off"));
    }

    [Fact]
    public void Parse_MoreThanTheLimits_IsReported()
    {
        var labels = string.Join(',', Enumerable.Range(0, 65).Select(number => $"l{number}=\"x\""));
        var text = $"a 1\n{new string('n', 600)} 1\na{{b=\"{new string('v', 5000)}\"}} 1\na{{{labels}}} 1\nb{new string(' ', 17_000)}1\nc 1";

        var exposition = ExpositionParser.Parse(text);

        exposition.Points.Select(point => point.Id.Name).Should().Equal("a", "c");
        exposition.Faults.Select(fault => fault.Line).Should().Equal(2, 3, 4, 5);
    }

    [Fact]
    public void Parse_ManyFaults_KeepsTheFirstAndCountsAll()
    {
        var exposition = ExpositionParser.Parse(string.Join('\n', Enumerable.Repeat("?", 1000)));

        exposition.Faults.Should().HaveCount(ExpositionLimits.Faults);
        exposition.FaultCount.Should().Be(1000);
    }

    [Fact]
    public void Parse_WithAPool_SharesIdsAndTellsNeighboursApart()
    {
        var pool = new SeriesPool();
        const string Text = "a 1\na {b=\"c\"} 2\na{b=\"c\"} 3\na{b=\"c} 4\na{b=\"}\"} 5";

        var first = ExpositionParser.Parse(Text, ExpositionFormat.Text, pool);
        var second = ExpositionParser.Parse(Text, ExpositionFormat.Text, pool);

        second.Should().BeEquivalentTo(first);
        second.Points.Select(point => point.Id.ToString())
            .Should().Equal("a", "a{b=\"c\"}", "a{b=\"c\"}", "a{b=\"}\"}");
        second.Points.Zip(first.Points).Should().OnlyContain(pair => ReferenceEquals(pair.First.Id, pair.Second.Id));
    }

    [Fact]
    public void Add_BeyondThePoolsCapacity_ForgetsAndStaysBounded()
    {
        var pool = new SeriesPool(10);

        for (var number = 0; number < 100; number++)
        {
            ExpositionParser.Parse($"a{number} 1", ExpositionFormat.Text, pool).Points.Single().Id.Name
                .Should().Be($"a{number}");
        }

        pool.Count.Should().BeInRange(1, 10);
    }

    [Fact]
    public void Add_LongTexts_AreBoundedByTheirCharacters()
    {
        var pool = new SeriesPool(1000, 10_000);

        for (var number = 0; number < 100; number++)
        {
            ExpositionParser.Parse($"a{{b=\"{number}{new string('x', 2000)}\"}} 1", ExpositionFormat.Text, pool).Points.Should().ContainSingle();
            pool.Count.Should().BeInRange(1, 4);
        }
    }

    [Fact]
    public void Parse_WhatWasWritten_IsReadAgain() => Point.Array[0, 20].SampleSeeded(points =>
    {
        var text = string.Join('\n', points.Select(point => string.Create(
            CultureInfo.InvariantCulture, $"{point.Id} {Write(point.Value)} {point.At?.ToUnixTimeMilliseconds()}")));

        var exposition = ExpositionParser.Parse(text);

        return exposition.Faults.Count == 0 && exposition.Points.SequenceEqual(points);
    }, cases: 1000);

    [Fact]
    public void Parse_AnyText_NeverThrowsAndFaultsHaveALine() =>
        Gen.OneOf(Gen.String, Gen.Char["ab1{}=\"\\,#. \n\r\tNaIf+-e"].Array[0, 60].Select(chars => new string(chars)))
            .SampleSeeded(text =>
            {
                var exposition = ExpositionParser.Parse(text);
                var lines = text.Split('\n').Length;
                return exposition.Faults.All(fault => fault.Line >= 1 && fault.Line <= lines && fault.Reason.Length > 0)
                    && exposition.Points.Count + exposition.Faults.Count <= lines;
            }, cases: 1000);

    private static string Write(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);
}

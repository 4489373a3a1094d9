using Monitor.Rules;
using Monitor.Rules.Expressions;
using Monitor.Samples;

namespace Tests.Rules;

public class ExpressionTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private static readonly LabelSet Target = new(
        [KeyValuePair.Create("service", "api"), KeyValuePair.Create("track", "canary"), KeyValuePair.Create("instance", "a-1")]);

    private readonly SampleWindow _samples = new(TimeSpan.FromMinutes(15), 100, 100);

    [Theory]
    [InlineData("cpu * 100", 42)]
    [InlineData("2 * (cpu + 1)", 2.84)]
    [InlineData("used / limit", 0.25)]
    [InlineData("limit - used", 300)]
    [InlineData("requests{code=\"500\"}", 3)]
    [InlineData("requests{code=~\"5..\"} / requests", 0.3)]
    [InlineData("requests{code!=\"500\", track=\"canary\"}", 7)]
    [InlineData("12.5", 12.5)]
    [InlineData("-1", -1)]
    public void Evaluate_OfOneScrape_IsTheValue(string text, double value)
    {
        Scrape(0, "cpu 0.42\nused 100\nlimit 400\nrequests{code=\"200\"} 7\nrequests{code=\"500\"} 3");

        Evaluate(text, 0).Single().Value.Should().BeApproximately(value, 1e-9);
    }

    [Fact]
    public void Evaluate_SeveralSeries_IsAnElementOfEachWithTheTargetsLabels()
    {
        Scrape(0, "requests{code=\"200\",otel_scope_name=\"x\"} 7\nrequests{code=\"500\"} 3");

        Evaluate("requests", 0).Select(element => element.Labels.ToString()).Should().BeEquivalentTo(
            "{code=\"200\", instance=\"a-1\", service=\"api\", track=\"canary\"}",
            "{code=\"500\", instance=\"a-1\", service=\"api\", track=\"canary\"}");
    }

    [Fact]
    public void Evaluate_CounterThatStartsAnew_CountsWhatCameSince()
    {
        Scrape(0, "requests 10");
        Scrape(10, "requests 30");
        Scrape(20, "requests 5");

        Evaluate("increase(requests[1m])", 20).Single().Value.Should().Be(25);
        Evaluate("rate(requests[1m])", 20).Single().Value.Should().Be(1.25);
        Evaluate("increase(requests[10s])", 20).Single().Value.Should().Be(5);
    }

    [Fact]
    public void Evaluate_CounterThatIsNoNumberForOnce_CountsTheRest()
    {
        Scrape(0, "requests 10\nd_bucket{le=\"1\"} 10\nd_bucket{le=\"+Inf\"} 10");
        Scrape(10, "requests NaN\nd_bucket{le=\"1\"} NaN\nd_bucket{le=\"+Inf\"} NaN");
        Scrape(20, "requests 30\nd_bucket{le=\"1\"} 30\nd_bucket{le=\"+Inf\"} 30");

        Evaluate("increase(requests[1m])", 20).Single().Value.Should().Be(20);
        Evaluate("rate(requests[1m])", 20).Single().Value.Should().Be(1);
        Evaluate("quantile(0.5, d[1m])", 20).Single().Value.Should().BeApproximately(0.5, 1e-9);
    }

    [Fact]
    public void Evaluate_RateOfOneSample_IsNothing()
    {
        Scrape(0, "requests 10");

        Evaluate("rate(requests[1m])", 0).Should().BeEmpty();
    }

    [Fact]
    public void Evaluate_Quantile_InterpolatesInTheBucket()
    {
        Scrape(0, "d_bucket{le=\"0.1\"} 0\nd_bucket{le=\"0.5\"} 0\nd_bucket{le=\"+Inf\"} 0");
        Scrape(10, "d_bucket{le=\"0.1\"} 50\nd_bucket{le=\"0.5\"} 100\nd_bucket{le=\"+Inf\"} 100");

        Evaluate("quantile(0.5, d[1m])", 10).Single().Value.Should().BeApproximately(0.1, 1e-9);
        Evaluate("quantile(0.75, d[1m])", 10).Single().Value.Should().BeApproximately(0.3, 1e-9);
    }

    [Fact]
    public void Evaluate_NothingDividedByNothing_IsMissing()
    {
        Scrape(0, "a 0\nb 0\nc NaN");

        Evaluate("a / b", 0).Should().BeEmpty();
        Evaluate("c", 0).Should().BeEmpty();
    }

    [Fact]
    public void Evaluate_SeriesTheLastScrapeDidNotHold_IsMissing()
    {
        Scrape(0, "a 1");
        Scrape(1, "b 1");

        Evaluate("a", 1).Should().BeEmpty();
    }

    [Theory]
    [InlineData("", "a metric or a function is expected at the end")]
    [InlineData("a b", "nothing more is expected at 'b'")]
    [InlineData("rate(a)", "'[' is expected at ')'")]
    [InlineData("rate(a[soon])", "a window such as [1m] is expected at 'soon])'")]
    [InlineData("avg(a)", "'avg' is no function: rate, increase and quantile are")]
    [InlineData("quantile(2, a[1m])", "2 is no quantile from 0 to 1")]
    [InlineData("a{b}", "a matcher such as track=\"canary\" is expected at 'b}'")]
    [InlineData("a{b=\"c\" d=\"e\"}", "',' or '}' is expected at 'd=\"e\"}'")]
    [InlineData("(a", "')' is expected at the end")]
    [InlineData("a * ", "a metric or a function is expected at the end")]
    [InlineData("1x2", "'1x2' is no number")]
    public void Parse_Malformed_SaysWhereAndWhy(string text, string fault) =>
        ExpressionParser.Parse(text).Fault.Should().Be(fault);

    [Fact]
    public void Parse_TooDeep_IsAFault() =>
        ExpressionParser.Parse(new string('(', 500) + "a").Fault.Should().Be("too many parentheses in one another");

    private void Scrape(int second, string text) => _samples.Append(Start.AddSeconds(second), ExpositionParser.Parse(text).Points);

    private IReadOnlyList<Element> Evaluate(string text, int second) =>
        new ExpressionEvaluator(Target, _samples, Start.AddSeconds(second)).Evaluate(ExpressionParser.Parse(text).Expression!);
}

using Monitor.Samples;

namespace Monitor.Rules.Expressions;

/// <summary>Computes an expression for one target. A series that the last scrape did not hold has no value.</summary>
internal sealed class ExpressionEvaluator(LabelSet target, SampleWindow samples, DateTimeOffset now)
{
    // OpenTelemetry's exporter puts the meter's name on every series; it tells nobody which instance is meant.
    private const string Scope = "otel_scope_";

    public IReadOnlyList<Element> Evaluate(Expression expression) => expression switch
    {
        Expression.Number number => [new Element(target, number.Value)],
        Expression.Selector selector =>
        [
            .. Current(selector).Where(pair => !double.IsNaN(pair.Series.Latest!.Value.Value))
                .Select(pair => new Element(pair.Labels, pair.Series.Latest!.Value.Value)),
        ],
        Expression.Growth growth =>
        [
            .. Current(growth.Of).Select(pair => (pair.Labels, Growth: GrowthOf(pair.Series, growth)))
                .Where(pair => pair.Growth is not null).Select(pair => new Element(pair.Labels, pair.Growth!.Value)),
        ],
        Expression.Quantile quantile => Quantile(quantile) is { } value ? [new Element(target, value)] : [],
        Expression.Arithmetic arithmetic => Arithmetic(arithmetic),
        _ => [],
    };

    private IReadOnlyList<Element> Arithmetic(Expression.Arithmetic arithmetic)
    {
        var (left, right) = (Evaluate(arithmetic.Left), Evaluate(arithmetic.Right));
        if (left.Count == 0 || right.Count == 0)
        {
            return [];
        }

        if (arithmetic.Right is Expression.Number number)
        {
            return Finite(left.Select(element => element with { Value = Apply(element.Value, number.Value) }));
        }

        if (arithmetic.Left is Expression.Number first)
        {
            return Finite(right.Select(element => element with { Value = Apply(first.Value, element.Value) }));
        }

        var value = Apply(left.Sum(element => element.Value), right.Sum(element => element.Value));
        return Finite([new Element(target, value)]);

        double Apply(double a, double b) => arithmetic.Operator switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            _ => a / b,
        };
    }

    /// <summary>Nothing divided by nothing says nothing: it is no value, and so missing.</summary>
    private static IReadOnlyList<Element> Finite(IEnumerable<Element> elements) =>
        [.. elements.Where(element => !double.IsNaN(element.Value))];

    private IEnumerable<(LabelSet Labels, SeriesId Id, Series Series)> Current(Expression.Selector selector, string suffix = "") =>
        samples.Current(selector.Metric + suffix)
            .Select(pair => (Labels: LabelsOf(pair.Key), Id: pair.Key, Series: pair.Value))
            .Where(pair => selector.Matchers.All(matcher => matcher.Matches(pair.Labels)));

    private LabelSet LabelsOf(SeriesId id)
    {
        var own = id.Labels.Where(label => !label.Key.StartsWith(Scope, StringComparison.Ordinal)).ToArray();
        return own.Length == 0 ? target : target.With(own);
    }

    private double? GrowthOf(Series series, Expression.Growth growth)
    {
        Sample[] seen = [.. series.Since(now - growth.Window).Where(sample => double.IsFinite(sample.Value))];
        if (seen.Length < 2)
        {
            return null;
        }

        var increase = CounterIncrease.Of(seen, fromZero: false);
        return growth.PerSecond ? increase / (seen[^1].At - seen[0].At).TotalSeconds : increase;
    }

    private double? Quantile(Expression.Quantile quantile)
    {
        var buckets = Current(quantile.Of, "_bucket")
            .Where(bucket => IsBound(bucket.Id, out _))
            .GroupBy(bucket => Bound(bucket.Id))
            .Select(group => (Bound: group.Key, Count: group.Sum(bucket => CounterIncrease.Of(bucket.Series.Since(now - quantile.Window), fromZero: false))))
            .OrderBy(bucket => bucket.Bound)
            .ToArray();
        return HistogramQuantile.Of(
            quantile.Rank, [.. buckets.Select(bucket => bucket.Bound)], [.. buckets.Select(bucket => bucket.Count)]);
    }

    private static double Bound(SeriesId id) => IsBound(id, out var bound) ? bound : double.NaN;

    private static bool IsBound(SeriesId id, out double bound)
    {
        var text = id.Labels.GetValueOrDefault("le", "");
        bound = double.PositiveInfinity;
        return text == "+Inf" || double.TryParse(
            text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out bound);
    }
}

namespace Monitor.Rules.Expressions;

/// <summary>What is computed of the samples of one target.</summary>
internal abstract record Expression
{
    /// <summary>A number as it stands there.</summary>
    internal sealed record Number(double Value) : Expression;

    /// <summary>The series of a metric, as of the last scrape.</summary>
    internal sealed record Selector(string Metric, IReadOnlyList<Matcher> Matchers) : Expression;

    /// <summary>How much a counter has grown in a window; a reset is no loss.</summary>
    /// <param name="PerSecond">Divided by the time between the window's first and last sample.</param>
    internal sealed record Growth(Selector Of, TimeSpan Window, bool PerSecond) : Expression;

    /// <summary>A quantile of what a histogram has counted in a window.</summary>
    /// <param name="Rank">0 to 1.</param>
    internal sealed record Quantile(double Rank, Selector Of, TimeSpan Window) : Expression;

    /// <summary>Two sides by <c>+ - * /</c>. Unless one is a number, each is summed over the target first.</summary>
    internal sealed record Arithmetic(char Operator, Expression Left, Expression Right) : Expression;

    /// <summary>Every selector in it.</summary>
    public IEnumerable<Selector> Selectors => this switch
    {
        Selector selector => [selector],
        Growth growth => [growth.Of],
        Quantile quantile => [quantile.Of],
        Arithmetic arithmetic => arithmetic.Left.Selectors.Concat(arithmetic.Right.Selectors),
        _ => [],
    };

    /// <summary>The longest look back; more than samples are kept would be counted over less without a word.</summary>
    public TimeSpan Longest => this switch
    {
        Growth growth => growth.Window,
        Quantile quantile => quantile.Window,
        Arithmetic { Left.Longest: var left, Right.Longest: var right } => left > right ? left : right,
        _ => TimeSpan.Zero,
    };
}

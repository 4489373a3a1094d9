using System.Text.RegularExpressions;

namespace Monitor.Rules;

/// <summary>Says of labels whether they are meant, as Prometheus' and Alertmanager's matchers do.</summary>
internal sealed class Matcher
{
    private readonly Regex? _pattern;

    /// <exception cref="ArgumentException">The pattern is malformed, or of a kind whose cost has no bound.</exception>
    public Matcher(string name, MatchOperator @operator, string value)
    {
        (Name, Operator, Value) = (name, @operator, value);
        _pattern = @operator is MatchOperator.Match or MatchOperator.NoMatch ? Compile(value) : null;
    }

    public string Name { get; }

    public MatchOperator Operator { get; }

    public string Value { get; }

    public bool IsEqual => Operator is MatchOperator.Equal or MatchOperator.Match;

    public bool IsRegex => _pattern is not null;

    public bool Matches(LabelSet labels) => Matches(labels[Name]);

    public bool Matches(string value) => (_pattern?.IsMatch(value) ?? value == Value) == IsEqual;

    public override string ToString()
    {
        var sign = Operator switch
        {
            MatchOperator.Equal => "=",
            MatchOperator.NotEqual => "!=",
            MatchOperator.Match => "=~",
            _ => "!~",
        };
        return $"{Name}{sign}\"{Value}\"";
    }

    /// <summary>Without backtracking: the pattern comes from outside, and its cost must stay in proportion.</summary>
    private static Regex Compile(string pattern)
    {
        try
        {
            return new Regex($"^(?:{pattern})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException e)
        {
            throw new ArgumentException(e.Message, nameof(pattern), e);
        }
    }
}

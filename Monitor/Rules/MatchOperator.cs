namespace Monitor.Rules;

internal enum MatchOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>=~</c>: the whole value matches the pattern.</summary>
    Match,

    /// <summary><c>!~</c>: the whole value does not match the pattern.</summary>
    NoMatch,
}

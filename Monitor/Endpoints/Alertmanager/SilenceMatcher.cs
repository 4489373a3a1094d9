using Monitor.Rules;

namespace Monitor.Endpoints.Alertmanager;

/// <param name="IsEqual">Absent is true, as older clients mean it.</param>
internal sealed record SilenceMatcher(string? Name, string? Value, bool IsRegex, bool? IsEqual)
{
    public static SilenceMatcher Of(Matcher matcher) => new(matcher.Name, matcher.Value, matcher.IsRegex, matcher.IsEqual);

    public MatchOperator Operator => (IsRegex, IsEqual ?? true) switch
    {
        (false, true) => MatchOperator.Equal,
        (false, false) => MatchOperator.NotEqual,
        (true, true) => MatchOperator.Match,
        _ => MatchOperator.NoMatch,
    };
}

using Monitor.Rules.Expressions;

namespace Monitor.Rules;

/// <summary>What makes an alert of samples.</summary>
/// <param name="Name">The label <c>alertname</c>.</param>
/// <param name="Text">The expression as it was written.</param>
/// <param name="For">How long the condition must hold first.</param>
/// <param name="KeepFiringFor">How long it must not hold before the alert is resolved.</param>
/// <param name="Missing">
/// How long a target that is up may expose nothing of it before that is an alert of its own; null is for ever.
/// </param>
/// <param name="MuteDuringRollout">While the instance's track is rolled, and shortly after, nobody is told.</param>
internal sealed record AlertRule(
    string Name,
    Expression Expression,
    string Text,
    Condition Condition,
    ValueUnit Unit,
    TimeSpan For,
    TimeSpan KeepFiringFor,
    TimeSpan? Missing,
    bool MuteDuringRollout,
    LabelSet Labels,
    IReadOnlyDictionary<string, string> Annotations)
{
    public const string NameLabel = "alertname";

    /// <summary>The alert that a rule's data are missing has this name.</summary>
    public const string MissingName = "DataMissing";

    /// <summary>Whether the target can be meant, by what of its labels the selectors ask for.</summary>
    public bool Concerns(LabelSet target) => Expression.Selectors.All(selector => selector.Matchers
        .Where(matcher => matcher.Name is "service" or "track" or "instance")
        .All(matcher => target[matcher.Name].Length == 0 || matcher.Matches(target)));
}

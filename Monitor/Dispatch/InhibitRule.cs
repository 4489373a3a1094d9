using Monitor.Rules;

namespace Monitor.Dispatch;

/// <summary>
/// While an alert fires that the source matchers mean, alerts that the target matchers mean, with equal values of the labels in
/// <paramref name="Equal"/>, are not told of.
/// </summary>
internal sealed record InhibitRule(
    IReadOnlyList<Matcher> Source, IReadOnlyList<Matcher> Target, IReadOnlyList<string> Equal)
{
    public bool Inhibits(LabelSet source, LabelSet target) =>
        IsTarget(target)
        && IsSource(source)
        && Equal.All(name => source[name] == target[name])
        // As in Alertmanager: alerts that are both source and target neither silence themselves nor one another.
        && !(IsSource(target) && IsTarget(source));

    private bool IsSource(LabelSet labels) => Source.All(matcher => matcher.Matches(labels));

    private bool IsTarget(LabelSet labels) => Target.All(matcher => matcher.Matches(labels));
}

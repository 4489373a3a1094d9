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
        Target.All(matcher => matcher.Matches(target))
        && Source.All(matcher => matcher.Matches(source))
        && Equal.All(name => source[name] == target[name])
        // What is both source and target does not silence itself.
        && !source.Equals(target);
}

using Monitor.Alerting.Storage;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Rules.Expressions;

namespace Monitor.Alerting.Evaluation;

/// <summary>An alert of the own rules that is not inactive.</summary>
internal sealed class BookedAlert(AlertRule rule, string ruleKey, string target, string? source, LabelSet labels, AlertState state)
{
    public AlertRule Rule { get; set; } = rule;

    public string RuleKey => ruleKey;

    public string Target => target;

    /// <summary>Where the target was found; null where that is not known.</summary>
    public string? Source => source;

    public LabelSet Labels => labels;

    public AlertState State { get; set; } = state;

    public IReadOnlyDictionary<string, string> Annotations { get; set; } = new Dictionary<string, string>();

    /// <summary>With a rule that takes the place of its own, until the plan gives that.</summary>
    public static BookedAlert Of(StoredAlert stored)
    {
        var rule = new AlertRule(
            stored.Labels[AlertRule.NameLabel], new Expression.Number(0), "", new Condition(true, 0, null),
            ValueUnit.None, TimeSpan.Zero, TimeSpan.Zero, null, stored.MuteDuringRollout, LabelSet.Empty, new Dictionary<string, string>());
        return new BookedAlert(rule, stored.Rule, stored.Target, stored.Source, stored.Labels, stored.State) { Annotations = stored.Annotations };
    }

    public StoredAlert ToStored() => new(RuleKey, Target, Labels, Annotations, Rule.MuteDuringRollout, State, Source);

    /// <summary>Null for one that has not fired.</summary>
    /// <param name="console">What it links to.</param>
    public Alert? ToAlert(string console, DateTimeOffset now)
    {
        return State.Phase switch
        {
            AlertPhase.Firing => Fired(null),
            AlertPhase.Resolved or AlertPhase.Pending when State.EndedAt is { } end => Fired(end),
            _ => null,
        };

        Alert Fired(DateTimeOffset? end) => new(Labels, Annotations, State.StartedAt, end, now, console, Rule.MuteDuringRollout);
    }
}

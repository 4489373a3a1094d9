using Monitor.Rules;

namespace Monitor.Alerting.Evaluation;

/// <summary>An alert of the own rules that is not inactive.</summary>
internal sealed class BookedAlert(AlertRule rule, string ruleKey, string target, LabelSet labels, AlertState state)
{
    public AlertRule Rule { get; set; } = rule;

    public string RuleKey => ruleKey;

    public string Target => target;

    public LabelSet Labels => labels;

    public AlertState State { get; set; } = state;

    public IReadOnlyDictionary<string, string> Annotations { get; set; } = new Dictionary<string, string>();
}

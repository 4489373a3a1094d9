using Monitor.Dispatch;
using Monitor.Rules;
using Route = Monitor.Dispatch.Route;

namespace Monitor.Alerting.Plan;

/// <summary>What the file says.</summary>
/// <param name="Text">The file itself.</param>
internal sealed record AlertingPlan(
    IReadOnlyList<AlertRule> Rules,
    Route Route,
    IReadOnlyDictionary<string, Receiver> Receivers,
    IReadOnlyList<InhibitRule> InhibitRules,
    string Text);

using Monitor.Dispatch;
using Monitor.Rules;
using Route = Monitor.Dispatch.Route;

namespace Monitor.Alerting.Plan;

/// <summary>What the file says.</summary>
/// <param name="Shown">The file as anybody may read it: without comments, and without what is secret.</param>
internal sealed record AlertingPlan(
    IReadOnlyList<AlertRule> Rules,
    Route Route,
    IReadOnlyDictionary<string, Receiver> Receivers,
    IReadOnlyList<InhibitRule> InhibitRules,
    string Shown);

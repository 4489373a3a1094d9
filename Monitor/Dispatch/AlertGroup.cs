using Monitor.Rules;

namespace Monitor.Dispatch;

/// <summary>Alerts that are told of together.</summary>
internal sealed record AlertGroup(string Key, Route Route, LabelSet Labels, IReadOnlyList<Alert> Alerts);

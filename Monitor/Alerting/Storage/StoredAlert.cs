using Monitor.Rules;

namespace Monitor.Alerting.Storage;

/// <summary>An alert of the own rules, as it outlives the process.</summary>
/// <param name="Rule">Key of its rule.</param>
/// <param name="Target">Key of its target.</param>
internal sealed record StoredAlert(
    string Rule, string Target, LabelSet Labels, IReadOnlyDictionary<string, string> Annotations, bool MuteDuringRollout, AlertState State);

using Monitor.Rules;

namespace Monitor.Alerting.Storage;

/// <summary>An alert of the own rules, as it outlives the process.</summary>
/// <param name="Rule">Key of its rule.</param>
/// <param name="Target">Key of its target.</param>
/// <param name="Source">Where the target was found; null where that was not written yet.</param>
internal sealed record StoredAlert(
    string Rule,
    string Target,
    LabelSet Labels,
    IReadOnlyDictionary<string, string> Annotations,
    bool MuteDuringRollout,
    AlertState State,
    string? Source = null);

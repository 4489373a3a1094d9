namespace Monitor.Endpoints.Alertmanager;

/// <param name="State">active or suppressed.</param>
/// <param name="MutedBy">The track that is being rolled.</param>
internal sealed record AlertStatus(
    string State, IReadOnlyList<string> SilencedBy, IReadOnlyList<string> InhibitedBy, IReadOnlyList<string> MutedBy);

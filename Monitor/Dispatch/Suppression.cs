namespace Monitor.Dispatch;

/// <summary>Why nobody is told of an alert.</summary>
/// <param name="SilencedBy">Ids of silences.</param>
/// <param name="InhibitedBy">Fingerprints of alerts.</param>
/// <param name="MutedBy">The track that is being rolled; null when none is.</param>
internal sealed record Suppression(IReadOnlyList<string> SilencedBy, IReadOnlyList<string> InhibitedBy, string? MutedBy)
{
    public static Suppression None { get; } = new([], [], null);

    public bool IsSilenced => SilencedBy.Count > 0;

    public bool IsSuppressed => IsSilenced || InhibitedBy.Count > 0 || MutedBy is not null;
}

using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>Alerts and silences as they are now, for who asks.</summary>
/// <param name="At">When this was so; null before the first look.</param>
/// <param name="Leads">Whether this replica is the one that alerts.</param>
/// <param name="Error">Why it cannot be known; what stands here is older then.</param>
internal sealed record AlertingView(
    DateTimeOffset? At,
    bool Leads,
    IReadOnlyList<ViewedAlert> Alerts,
    IReadOnlyList<Silence> Silences,
    string? Error)
{
    public static AlertingView None { get; } = new(null, false, [], [], null);
}

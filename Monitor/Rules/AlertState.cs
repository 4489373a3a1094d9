namespace Monitor.Rules;

/// <summary>What is remembered of an alert from one look to the next.</summary>
/// <param name="Since">Since when it is in this phase.</param>
/// <param name="StartedAt">When it last began to fire.</param>
/// <param name="MetAt">When the condition last held.</param>
/// <param name="SeenAt">When there last was a value, or could be none because the target was down.</param>
/// <param name="Value">The last one.</param>
/// <param name="EndedAt">When it was last resolved; null once it fires again.</param>
/// <param name="Flaps">How often it has fired again soon after it was resolved.</param>
internal sealed record AlertState(
    AlertPhase Phase,
    DateTimeOffset Since,
    DateTimeOffset StartedAt,
    DateTimeOffset MetAt,
    DateTimeOffset SeenAt,
    double Value,
    DateTimeOffset? EndedAt,
    int Flaps)
{
    public static AlertState Inactive(DateTimeOffset now) => new(AlertPhase.Inactive, now, now, now, now, double.NaN, null, 0);
}

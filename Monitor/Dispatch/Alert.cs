using Monitor.Rules;

namespace Monitor.Dispatch;

/// <summary>An alert that has fired, whoever found it.</summary>
/// <param name="EndsAt">When it ends or has ended; null while nobody knows.</param>
/// <param name="UpdatedAt">When it was last said.</param>
/// <param name="MuteDuringRollout">Nobody is told of it while its track is rolled.</param>
/// <param name="IsReceived">Somebody else has found it, and sent it here.</param>
internal sealed record Alert(
    LabelSet Labels,
    IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset StartsAt,
    DateTimeOffset? EndsAt,
    DateTimeOffset UpdatedAt,
    string GeneratorUrl = "",
    bool MuteDuringRollout = false,
    bool IsReceived = false)
{
    public string Fingerprint => Labels.Fingerprint;

    public string Name => Labels[AlertRule.NameLabel];

    public bool IsResolved(DateTimeOffset now) => EndsAt <= now;
}

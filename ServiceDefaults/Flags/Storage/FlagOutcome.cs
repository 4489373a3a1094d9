using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Storage;

/// <summary>What became of a change that was asked for.</summary>
/// <param name="Kind">Whether it was made.</param>
/// <param name="Flag">As it is now; null where there is none.</param>
public sealed record FlagOutcome(FlagOutcomeKind Kind, StoredFlag? Flag);

namespace ServiceDefaults.Flags.Storage;

/// <summary>What Redis holds of flags at one moment.</summary>
/// <param name="Version">Null where it has never held any, or has lost them.</param>
/// <param name="Documents">By id.</param>
internal sealed record FlagTable(string? Version, IReadOnlyDictionary<string, string> Documents);

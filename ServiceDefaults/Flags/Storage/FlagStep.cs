using ServiceDefaults.Flags.Definitions;

namespace ServiceDefaults.Flags.Storage;

/// <summary>What one change did to the flags that were there before it.</summary>
/// <param name="Before">The version that it was made on: to any other it means nothing.</param>
/// <param name="Id">As the flag's field is named.</param>
/// <param name="Document">As it stands in Redis now; null where the flag was deleted.</param>
internal sealed record FlagStep(FlagVersion Before, string Id, string? Document);

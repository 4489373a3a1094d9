using Microsoft.FeatureManagement;

namespace ServiceDefaults.Flags.Following;

/// <summary>A flag's document with what it means.</summary>
/// <param name="Fault">Why the newest document could not be taken; the rest is the last good one's then.</param>
internal sealed record ReadFlag(string Document, FeatureDefinition Definition, string? Fault)
{
    /// <summary>What holds where no document of the flag was ever good.</summary>
    public static ReadFlag Off(string id, string document, string fault) => new(
        document,
        new FeatureDefinition { Name = id, Status = FeatureStatus.Disabled },
        fault);
}

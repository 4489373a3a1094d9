using System.Text.Json;

namespace ServiceDefaults.Flags.Storage;

/// <summary>A change that is asked for.</summary>
/// <param name="Definition">Valid by <see cref="Definitions.FlagRules"/>; null deletes the flag.</param>
/// <param name="Expected">What the flag must be for the change to be made.</param>
public sealed record FlagEdit(
    string Id, JsonElement? Definition, FlagExpectation Expected, string By, string Why, FlagChangeKind Kind);

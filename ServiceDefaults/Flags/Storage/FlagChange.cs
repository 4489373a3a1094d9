using System.Text.Json;

namespace ServiceDefaults.Flags.Storage;

/// <summary>A change as the history remembers it.</summary>
/// <param name="Version">What the flags had become with it.</param>
/// <param name="By">Who changed it.</param>
/// <param name="Why">In the words of who changed it; may be empty.</param>
/// <param name="From">The definition before; null where there was none.</param>
/// <param name="To">The definition after; null where it was deleted.</param>
public sealed record FlagChange(
    string Id,
    string Version,
    DateTimeOffset At,
    string By,
    string Why,
    FlagChangeKind Kind,
    JsonElement? From,
    JsonElement? To);

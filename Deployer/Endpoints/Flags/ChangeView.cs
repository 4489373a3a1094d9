using System.Text.Json;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>A change as it is shown.</summary>
/// <param name="Version">What to name to revert to how the flag was after it.</param>
/// <param name="From">Absent where there was no such flag.</param>
/// <param name="To">Absent where it was deleted.</param>
internal sealed record ChangeView(
    string Id, string Version, DateTimeOffset At, string By, string Why, string Kind, JsonElement? From, JsonElement? To)
{
    public static ChangeView Of(FlagChange change) => new(
        change.Id, change.Version, change.At, change.By, change.Why, change.Kind.ToString(), change.From, change.To);
}

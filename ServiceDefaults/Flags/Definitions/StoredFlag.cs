using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>A flag as it is kept in Redis: its definition, and which change it has that from.</summary>
/// <param name="Definition">By Microsoft's schema of feature flags, as one of its <c>feature_flags</c>.</param>
/// <param name="Version">Of the change that wrote it; also its ETag.</param>
/// <param name="By">Who changed it.</param>
/// <param name="Why">In the words of who changed it; may be empty.</param>
/// <param name="EnabledSince">Since when it has been enabled without a pause; null while it is not.</param>
/// <param name="MortalSince">
/// Since when it has been enabled with what kills it now: only what began later does. Null while it is disabled or nothing kills
/// it, and where a build wrote it that did not know of this.
/// </param>
public sealed record StoredFlag(
    JsonElement Definition,
    string Version,
    DateTimeOffset ChangedAt,
    string By,
    string Why,
    DateTimeOffset? EnabledSince,
    DateTimeOffset? MortalSince = null)
{
    /// <summary>The id in the definition.</summary>
    public string Id => Definition.GetProperty("id").GetString()!;

    /// <summary>Whether it can be on at all.</summary>
    public bool IsEnabled =>
        Definition.TryGetProperty("enabled", out var enabled) && enabled.ValueKind is JsonValueKind.True;

    /// <summary>Why its document in Redis is not valid; null where it is. The definition only stands for it then.</summary>
    [JsonIgnore]
    public string? Fault { get; private init; }

    /// <summary>What kills it, by its filters.</summary>
    public IEnumerable<KillCondition> Kills => KillCondition.In(Definition);

    /// <summary>Stands for a flag whose document is not valid.</summary>
    internal static StoredFlag Invalid(string id, string fault) => new(
        JsonSerializer.SerializeToElement(new JsonObject { ["id"] = id, ["enabled"] = false }, FlagJson.Default.JsonObject),
        Version: "invalid",
        DateTimeOffset.UnixEpoch,
        By: "",
        Why: $"its document in Redis is not valid: {fault}",
        EnabledSince: null)
    {
        Fault = fault,
    };

    /// <summary>Of a flag that has just been written: since when it is enabled, and mortal.</summary>
    /// <param name="before">What it was; null where it was not there.</param>
    internal StoredFlag Since(StoredFlag? before) => !IsEnabled ? this with { EnabledSince = null, MortalSince = null } : this with
    {
        EnabledSince = before?.EnabledSince ?? ChangedAt,
        MortalSince = !Kills.Any() ? null
            : before?.EnabledSince is { } enabled && HasKillsOf(before) ? before.MortalSince ?? enabled
            : ChangedAt,
    };

    /// <summary>Its definition, but disabled.</summary>
    public JsonElement Disabled()
    {
        var definition = JsonObject.Create(Definition)!;
        definition["enabled"] = false;
        return JsonSerializer.SerializeToElement(definition, FlagJson.Default.JsonObject);
    }

    private bool HasKillsOf(StoredFlag other) => Kills.Select(Text).SequenceEqual(other.Kills.Select(Text));

    private static string Text(KillCondition kill) => JsonSerializer.Serialize(kill, FlagJson.Default.KillCondition);
}

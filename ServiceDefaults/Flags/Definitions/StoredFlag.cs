using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>A flag as it is kept in Redis: its definition, and which change it has that from.</summary>
/// <param name="Definition">By Microsoft's schema of feature flags, as one of its <c>feature_flags</c>.</param>
/// <param name="Version">Of the change that wrote it; also its ETag.</param>
/// <param name="By">Who changed it.</param>
/// <param name="Why">In the words of who changed it; may be empty.</param>
/// <param name="EnabledSince">Since when it has been enabled without a pause; null while it is not.</param>
public sealed record StoredFlag(
    JsonElement Definition, string Version, DateTimeOffset ChangedAt, string By, string Why, DateTimeOffset? EnabledSince)
{
    /// <summary>The id in the definition.</summary>
    public string Id => Definition.GetProperty("id").GetString()!;

    /// <summary>Whether it can be on at all.</summary>
    public bool IsEnabled =>
        Definition.TryGetProperty("enabled", out var enabled) && enabled.ValueKind is JsonValueKind.True;

    /// <summary>What kills it, by its filters.</summary>
    public IEnumerable<KillCondition> Kills => KillCondition.In(Definition);

    /// <summary>Stands for a flag whose document is not valid.</summary>
    internal static StoredFlag Invalid(string id, string fault) => new(
        JsonSerializer.SerializeToElement(new JsonObject { ["id"] = id, ["enabled"] = false }, FlagJson.Default.JsonObject),
        Version: "invalid",
        DateTimeOffset.UnixEpoch,
        By: "",
        Why: $"its document in Redis is not valid: {fault}",
        EnabledSince: null);

    /// <summary>Its definition, but disabled.</summary>
    public JsonElement Disabled()
    {
        var definition = JsonObject.Create(Definition)!;
        definition["enabled"] = false;
        return JsonSerializer.SerializeToElement(definition, FlagJson.Default.JsonObject);
    }
}

using System.Text.Json;

namespace ServiceDefaults.Flags.Definitions;

/// <summary>What kills a flag: the parameters of one <c>Slipway.KillOnAlert</c>.</summary>
/// <param name="Alerts">Names of alerts; any of them that fires.</param>
/// <param name="Rollouts">Tracks such as <c>api/canary</c>; any of them whose rollout is rolled back.</param>
/// <param name="Digest">The image whose rollout it must be; null for any.</param>
public sealed record KillCondition(IReadOnlyList<string>? Alerts, IReadOnlyList<string>? Rollouts, string? Digest)
{
    /// <summary>Those in a definition that is valid.</summary>
    internal static IEnumerable<KillCondition> In(JsonElement definition) =>
        definition.TryGetProperty("conditions", out var conditions)
            && conditions.ValueKind is JsonValueKind.Object
            && conditions.TryGetProperty("client_filters", out var filters)
            && filters.ValueKind is JsonValueKind.Array
                ? filters.EnumerateArray().Select(Of).OfType<KillCondition>()
                : [];

    private static KillCondition? Of(JsonElement filter) =>
        filter.TryGetProperty("name", out var name)
            && FilterNames.FullNameOf(name.GetString() ?? "") == FilterNames.KillOnAlert
            && filter.TryGetProperty("parameters", out var parameters)
                ? parameters.Deserialize(FlagJson.Default.KillCondition)
                : null;
}

using System.Text.Json;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;

namespace Tests.Flags;

/// <summary>Definitions, and the way they get into Redis.</summary>
internal static class TestFlags
{
    /// <param name="filters">Each as it stands in <c>client_filters</c>.</param>
    public static JsonElement Define(string id, bool enabled = true, string requirement = "Any", params string[] filters) =>
        JsonElement.Parse($$"""
            {
              "id": "{{id}}",
              "enabled": {{(enabled ? "true" : "false")}},
              "conditions": { "requirement_type": "{{requirement}}", "client_filters": [{{string.Join(',', filters)}}] }
            }
            """);

    public static string Filter(string name, string parameters = "{}") =>
        $$"""{ "name": "{{name}}", "parameters": {{parameters}} }""";

    public static FlagStore Store(this IConnectionMultiplexer redis) => new(redis, TimeProvider.System);

    public static async Task<FlagOutcome> SetAsync(this FlagStore store, JsonElement definition)
    {
        var id = definition.GetProperty("id").GetString()!;
        var outcome = await store.ChangeAsync(
            new FlagEdit(id, definition, FlagExpectation.Any, "tests", "", FlagChangeKind.Set));
        outcome.Kind.Should().Be(FlagOutcomeKind.Done);
        return outcome;
    }
}

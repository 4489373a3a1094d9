using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Flags.Definitions;
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

    /// <summary>Says that the only flag there is became that, and no more.</summary>
    public static FlagAnnouncement Announced(StoredFlag flag, JsonElement definition)
    {
        var before = FlagVersion.Parse(flag.Version);
        var next = before with { Number = before.Number + 1, Nonce = "announced" };
        var changed = $$"""
            {"definition":{{definition.GetRawText()}},"version":"{{next}}","changedAt":"{{flag.ChangedAt:O}}","by":"","why":""}
            """;
        return FlagAnnouncement.Of(next, flag.Version, flag.Id, changed);
    }

    /// <summary>Returns once Redis is reached: a client may connect behind the start.</summary>
    public static Task<FlagStore> StoreAsync(this IConnectionMultiplexer redis) =>
        ReachedAsync(new FlagStore(redis, TimeProvider.System));

    /// <summary>A service's own; returns once Redis is reached.</summary>
    public static Task<FlagStore> FlagStoreAsync(this IServiceProvider services) =>
        ReachedAsync(services.GetRequiredService<FlagStore>());

    /// <summary>Waits until it lists such flags, also while Redis is away.</summary>
    public static Task ListsAsync(this FlagStore store, Func<IReadOnlyList<StoredFlag>, bool> condition) =>
        Eventually.TrueAsync(async () =>
        {
            try
            {
                return condition(await store.ListAsync());
            }
            catch (FlagStoreUnavailableException)
            {
                return false;
            }
        });

    public static async Task<FlagOutcome> SetAsync(this FlagStore store, JsonElement definition)
    {
        var id = definition.GetProperty("id").GetString()!;
        var outcome = await store.ChangeAsync(
            new FlagEdit(id, definition, FlagExpectation.Any, "tests", "", FlagChangeKind.Set));
        outcome.Kind.Should().Be(FlagOutcomeKind.Done);
        return outcome;
    }

    private static async Task<FlagStore> ReachedAsync(FlagStore store)
    {
        await store.ListsAsync(_ => true);
        return store;
    }
}

using System.ComponentModel.DataAnnotations;
using Api.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Api.Keys;

internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var keys = app.MapGroup("/keys").WithTags("keys")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        keys.MapPut("/{key}", SetAsync).WithName("set").WithSummary("Sets a key for a time to live")
            .RequireFeature("set")
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound);
        keys.MapGet("/{key}", GetAsync).WithName("get").WithSummary("Gets a key")
            .ProducesValidationProblem();
        keys.MapGet("", RecentAsync).WithName("recent").WithSummary("Lists the keys set last, newest first")
            .ProducesValidationProblem();
    }

    /// <summary><c>PUT /keys/{key}</c>: 201 when the key is new, 200 when it replaced a value.</summary>
    private static async Task<Results<Created<StoredKey>, Ok<StoredKey>>> SetAsync(
        [KeyName] string key, SetKeyRequest request, IKeyStore store)
    {
        var stored = new StoredKey(key, request.Value!, request.TtlSeconds);
        var isNew = await store.SetAsync(key, stored.Value, TimeSpan.FromSeconds(stored.TtlSeconds));
        return isNew ? TypedResults.Created($"/keys/{key}", stored) : TypedResults.Ok(stored);
    }

    /// <summary><c>GET /keys/{key}</c>: 404 when it was never set or has expired.</summary>
    private static async Task<Results<Ok<StoredKey>, ProblemHttpResult>> GetAsync(
        [KeyName] string key, IKeyStore store) => await store.GetAsync(key) is { } stored
            ? TypedResults.Ok(stored)
            : TypedResults.Problem(
                $"There is no key '{key}', or its time is over.", statusCode: StatusCodes.Status404NotFound,
                title: "No such key");

    /// <summary><c>GET /keys?limit=20</c>: at most 100; expired keys drop out. Values are not listed.</summary>
    private static async Task<Ok<RecentKey[]>> RecentAsync(
        IKeyStore store,
        [Range(1, KeyLimits.MaxRecent, ErrorMessage = "The limit is between {1} and {2}.")]
        int limit = KeyLimits.DefaultRecent) => TypedResults.Ok(await store.RecentAsync(limit));
}

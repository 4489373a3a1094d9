using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using System.Text.Json.Nodes;
using Deployer.Flags;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServiceDefaults.Access;
using ServiceDefaults.Flags.Storage;

namespace Deployer.Endpoints.Flags;

/// <summary>Feature flags: what there is, who made it so, and changing it.</summary>
internal static class FlagEndpoints
{
    private const int MaxBody = 64 * 1024;

    public static IEndpointRouteBuilder MapFlags(this IEndpointRouteBuilder routes)
    {
        var reading = routes.MapGroup("/api/flags").RequireViewer();
        reading.MapGet("", ListAsync);
        reading.MapGet("/{id}", FindAsync);
        reading.MapGet("/{id}/history", HistoryAsync);
        routes.MapGet("/api/flag-changes", AllHistoryAsync).RequireViewer();

        var changing = routes.MapGroup("/api/flags/{id}").RequireOperator()
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        changing.MapPut("", SetAsync);
        changing.MapPatch("", PatchAsync);
        changing.MapDelete("", DeleteAsync);
        changing.MapPost("/revert", RevertAsync);
        return routes;
    }

    internal static async Task<Ok<FlagList>> ListAsync(FlagStore store, TimeProvider time) => TypedResults.Ok(
        FlagList.Of(FlagOverview.Of(await store.ListAsync(), await store.EvaluatedAsync(), time.GetUtcNow())));

    internal static async Task<Results<Ok<FlagView>, ProblemHttpResult>> FindAsync(
        string id, FlagStore store, HttpResponse response)
    {
        if (await store.FindAsync(id) is not { } flag)
        {
            return FlagProblems.Missing(id);
        }

        var evaluated = (await store.EvaluatedAsync())
            .Where(by => by.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
        response.Headers.ETag = FlagPreconditions.ETagOf(flag.Version);
        return TypedResults.Ok(FlagView.Of(flag, evaluated));
    }

    /// <summary>The newest first; it outlives the flag.</summary>
    internal static async Task<Ok<IReadOnlyList<ChangeView>>> HistoryAsync(
        string id, FlagStore store, [Range(1, FlagStore.MaxHistory)] int limit = 20) =>
        TypedResults.Ok<IReadOnlyList<ChangeView>>([.. (await store.HistoryAsync(id, limit)).Select(ChangeView.Of)]);

    /// <summary>Of all flags, the newest first.</summary>
    internal static async Task<Ok<IReadOnlyList<ChangeView>>> AllHistoryAsync(
        FlagStore store, [Range(1, FlagStore.MaxHistoryOfAll)] int limit = 50) =>
        TypedResults.Ok<IReadOnlyList<ChangeView>>([.. (await store.HistoryAsync(null, limit)).Select(ChangeView.Of)]);

    /// <summary>The whole definition. One that exists is only overwritten by who says which (If-Match).</summary>
    internal static async Task<IResult> SetAsync(
        string id, HttpRequest request, ClaimsPrincipal user, FlagStore store, CancellationToken cancellationToken)
    {
        var body = await FlagBody.ReadAsync(request, cancellationToken);
        if (body.Content is not { } definition)
        {
            return FlagProblems.Unreadable(body.Fault!);
        }

        return await FlagChanges.WriteAsync(request, store, new FlagWish(id, definition, body.Why, user, FlagChangeKind.Set));
    }

    /// <summary>A part of the definition, as a JSON Merge Patch (RFC 7396): the rest stays.</summary>
    internal static async Task<IResult> PatchAsync(
        string id, HttpRequest request, ClaimsPrincipal user, FlagStore store, CancellationToken cancellationToken)
    {
        var body = await FlagBody.ReadAsync(request, cancellationToken);
        if (body.Content is not { } patch)
        {
            return FlagProblems.Unreadable(body.Fault!);
        }

        if (await store.FindAsync(id) is not { } flag)
        {
            return FlagProblems.Missing(id);
        }

        if (flag.Fault is not null)
        {
            return FlagProblems.NoPartOf(flag);
        }

        var merged = MergePatch.Apply(JsonObject.Create(flag.Definition)!, patch);
        return await FlagChanges.WriteAsync(
            request, store, new FlagWish(id, merged, body.Why, user, FlagChangeKind.Set, Seen: flag.Version, IsSeen: true));
    }

    internal static Task<IResult> DeleteAsync(
        string id, HttpRequest request, ClaimsPrincipal user, FlagStore store, [MaxLength(500)] string why = "") =>
        FlagChanges.WriteAsync(request, store, new FlagWish(id, null, why, user, FlagChangeKind.Delete));

    /// <summary>To how it was before its last change, or after the one whose version is named (<c>to</c>).</summary>
    internal static async Task<IResult> RevertAsync(
        string id, HttpRequest request, ClaimsPrincipal user, FlagStore store, CancellationToken cancellationToken)
    {
        var body = await RevertBody.ReadAsync(request, cancellationToken);
        if (body.Fault is { } fault)
        {
            return FlagProblems.Unreadable(fault);
        }

        // What is there first: where somebody changes it meanwhile, the change that is taken back would be another.
        var flag = await store.FindAsync(id);
        var history = await store.HistoryAsync(id, FlagStore.MaxHistory);
        var to = body.To;
        var change = history.FirstOrDefault(change => to is null || change.Version == to);
        if (change is null)
        {
            return FlagProblems.NothingToRevertTo(id, to);
        }

        var definition = to is null ? change.From : change.To;
        return await FlagChanges.WriteAsync(request, store, new FlagWish(
            id,
            definition is { } found ? JsonObject.Create(found) : null,
            body.Why.Length > 0 ? body.Why : $"back to {(to is null ? "before" : "after")} change {change.Version}",
            user,
            FlagChangeKind.Revert,
            Seen: flag?.Version,
            IsSeen: true));
    }
}

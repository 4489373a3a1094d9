using System.ComponentModel.DataAnnotations;
using Deployer.Control;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Access;

namespace Deployer.Endpoints;

/// <summary>What was rolled, and how it went.</summary>
internal static class RolloutEndpoints
{
    private const int MaxLimit = 200;

    public static IEndpointRouteBuilder MapRollouts(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/rollouts").RequireViewer();
        group.MapGet("/", ListAsync);
        group.MapGet("/{id}", FindAsync);
        return routes;
    }

    internal static async Task<Ok<RolloutList>> ListAsync(
        RolloutQueries queries,
        TimeProvider time,
        CancellationToken cancellationToken,
        [Range(1, MaxLimit)] int limit = 50)
    {
        var (rollouts, away) = await queries.ListAsync(limit, cancellationToken);
        var now = time.GetUtcNow();
        return TypedResults.Ok(new RolloutList([.. rollouts.Select(rollout => RolloutView.Of(rollout, now))], away));
    }

    internal static async Task<Results<Ok<RolloutView>, ProblemHttpResult>> FindAsync(
        string id,
        RolloutQueries queries,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        try
        {
            return await queries.FindAsync(id, cancellationToken) is { } rollout
                ? TypedResults.Ok(RolloutView.Of(rollout, time.GetUtcNow(), whole: true))
                : TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no rollout '{id}'.");
        }
        catch (HistoryUnavailableException exception)
        {
            return TypedResults.Problem(
                statusCode: StatusCodes.Status503ServiceUnavailable, detail: exception.Message);
        }
    }
}

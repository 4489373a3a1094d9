using Deployer.Control;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Access;

namespace Deployer.Endpoints;

/// <summary>What runs now, on which track, with which share of the traffic.</summary>
internal static class TrackEndpoints
{
    public static IEndpointRouteBuilder MapTracks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/tracks", ListAsync).RequireViewer();
        return routes;
    }

    internal static async Task<Ok<IReadOnlyList<TrackView>>> ListAsync(
        TrackQueries queries,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var tracks = await queries.ListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<TrackView>>([.. tracks.Select(track => TrackView.Of(track, now))]);
    }
}

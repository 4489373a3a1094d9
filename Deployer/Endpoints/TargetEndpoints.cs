using Deployer.Control;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Deployer.Endpoints;

/// <summary>Prometheus HTTP service discovery: every instance that can be scraped, with its labels.</summary>
/// <remarks>Format: prometheus.io, HTTP SD.</remarks>
internal static class TargetEndpoints
{
    public static IEndpointRouteBuilder MapTargets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sd/targets", ListAsync);
        return routes;
    }

    internal static async Task<Ok<IReadOnlyList<TargetGroup>>> ListAsync(
        TrackQueries queries,
        CancellationToken cancellationToken)
    {
        var tracks = await queries.ListAsync(cancellationToken);
        return TypedResults.Ok<IReadOnlyList<TargetGroup>>(
        [
            .. from track in tracks
               from instance in track.Instances
               where instance.Address is not null
               select TargetGroup.Of(track.Track.Key, instance),
        ]);
    }
}

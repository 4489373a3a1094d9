using Deployer.Control;
using Deployer.Rollouts;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceDefaults.Access;

namespace Deployer.Endpoints;

/// <summary>The hand on the wheel: pause, resume, promote, abort, roll back. Asking twice is asking once.</summary>
internal static class HandEndpoints
{
    public static IEndpointRouteBuilder MapHands(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/tracks/{service}/{track}").RequireOperator();
        Map("pause", HandAction.Pause);
        Map("resume", HandAction.Resume);
        Map("promote", HandAction.Promote);
        group.MapPost(
            "/abort",
            (string service, string track, AbortRequest request, HttpContext context, TrackHands hands) =>
                TurnAsync(new TrackKey(service, track), HandAction.Abort, request.Reason, request.Rollout, context, hands));
        group.MapPost("/rollback", RollBackAsync);
        return routes;

        void Map(string name, HandAction action) => group.MapPost(
            $"/{name}",
            (string service, string track, HandRequest request, HttpContext context, TrackHands hands) =>
                TurnAsync(new TrackKey(service, track), action, request.Reason, null, context, hands));
    }

    private static async Task<Results<Ok<HandAnswer>, ProblemHttpResult>> TurnAsync(
        TrackKey track, HandAction action, string reason, string? rollout, HttpContext context, TrackHands hands) =>
        await hands.TurnAsync(track, action, NameOf(context), reason, rollout, context.RequestAborted) switch
        {
            HandOutcome.Changed changed => TypedResults.Ok(new HandAnswer(true, changed.Message)),
            HandOutcome.Unchanged unchanged => TypedResults.Ok(new HandAnswer(false, unchanged.Message, unchanged.Rollout)),
            HandOutcome.Refused refused => Conflict(refused.Message),
            _ => NoTrack(track),
        };

    private static async Task<Results<Accepted<HandAnswer>, Ok<HandAnswer>, ProblemHttpResult>> RollBackAsync(
        string service, string track, RollBackRequest request, HttpContext context, TrackHands hands)
    {
        var key = new TrackKey(service, track);
        try
        {
            var (outcome, accepted) = await hands.RollBackAsync(
                key, request.Rollout, NameOf(context), request.Reason, context.RequestAborted);
            return outcome switch
            {
                HandOutcome.Changed changed => TypedResults.Accepted(
                    $"/api/rollouts/{accepted!.Id}", new HandAnswer(true, changed.Message, accepted.Id)),
                HandOutcome.Unchanged unchanged => TypedResults.Ok(new HandAnswer(false, unchanged.Message, unchanged.Rollout)),
                HandOutcome.Refused refused => Conflict(refused.Message),
                _ => NoTrack(key),
            };
        }
        catch (HistoryUnavailableException exception)
        {
            return TypedResults.Problem(statusCode: StatusCodes.Status503ServiceUnavailable, detail: exception.Message);
        }
    }

    private static string NameOf(HttpContext context) => context.User.Identity?.Name ?? "somebody";

    private static ProblemHttpResult Conflict(string message) =>
        TypedResults.Problem(statusCode: StatusCodes.Status409Conflict, detail: message);

    private static ProblemHttpResult NoTrack(TrackKey track) =>
        TypedResults.Problem(statusCode: StatusCodes.Status404NotFound, detail: $"There is no track '{track}'.");
}

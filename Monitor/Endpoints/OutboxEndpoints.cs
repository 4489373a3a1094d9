using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Alerting.Outgoing;
using ServiceDefaults.Access;

namespace Monitor.Endpoints;

internal static class OutboxEndpoints
{
    public static void MapOutbox(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/outbox", List).WithName("outbox").WithSummary("Lists what is to be delivered, what was refused, and what was sent")
            .RequireViewer();

    private static Ok<OutboxList> List(Outbox outbox) => TypedResults.Ok(OutboxList.Of(outbox));
}

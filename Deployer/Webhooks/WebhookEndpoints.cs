using System.Globalization;
using Deployer.Control;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Deployer.Webhooks;

/// <summary><c>POST /webhooks/{receiver}</c>, with the secret as the address's last part or as a Bearer token.</summary>
internal static class WebhookEndpoints
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    public static IEndpointRouteBuilder MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/webhooks/{receiver}", ReceiveAsync)
            .RequireRateLimiting(WebhookLimits.Policy)
            .AddEndpointFilter(WebhookMetrics.CountAsync)
            .AddEndpointFilter(WebhookLimits.AllowAsync);
        return routes;
    }

    internal static async Task<Results<Accepted<WebhookAnswer>, Ok<WebhookAnswer>, ProblemHttpResult>> ReceiveAsync(
        string receiver,
        HttpContext context,
        WebhookReceivers receivers,
        WebhookSecrets secrets,
        IOptions<WebhookOptions> options,
        ReleaseRequests requests,
        WebhookCallbacks callbacks,
        CancellationToken cancellationToken)
    {
        // A stranger learns nothing, not even which receivers there are.
        var reader = receivers.Find(receiver);
        var known = secrets.IsKnown(reader ?? UnknownReceiver.Instance, context);
        if (!known && reader?.Proof != SecretProof.HubSignature)
        {
            return Problem(StatusCodes.Status401Unauthorized, "The secret is missing or wrong.");
        }

        if (reader is null)
        {
            return Problem(
                StatusCodes.Status404NotFound,
                $"There is no receiver '{Shown.Of(receiver)}'; there are: {string.Join(", ", receivers.Names)}.");
        }

        var body = await WebhookBody.ReadAsync(context.Request, options.Value, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return Problem(refusal.Status, refusal.Message);
        }

        if (!known && !secrets.IsSigned(reader, context, body.Bytes.Span))
        {
            return Problem(StatusCodes.Status401Unauthorized, "The signature is missing or wrong.");
        }

        var content = reader.Read(WebhookPayload.Of(context.Request, body.Bytes));
        return content.Faults.IsEmpty
            ? await AcceptAsync(content, context, requests, callbacks, cancellationToken)
            : Faulty(content);
    }

    private static async Task<Results<Accepted<WebhookAnswer>, Ok<WebhookAnswer>, ProblemHttpResult>> AcceptAsync(
        WebhookContent content,
        HttpContext context,
        ReleaseRequests requests,
        WebhookCallbacks callbacks,
        CancellationToken cancellationToken)
    {
        var outcomes = new List<PushOutcome>(content.Pushes.Length);
        try
        {
            foreach (var push in content.Pushes)
            {
                outcomes.Add(await requests.AcceptAsync(push, cancellationToken));
            }
        }
        catch (ClusterUnavailableException exception)
        {
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Problem(StatusCodes.Status503ServiceUnavailable, exception.Message);
        }

        var answer = WebhookAnswer.Of(outcomes, content.Ignored);
        callbacks.Tell(content.Callback, answer);
        return answer.Accepted is [var first, ..]
            ? TypedResults.Accepted(first.Location, answer)
            : TypedResults.Ok(answer);
    }

    private static ProblemHttpResult Faulty(WebhookContent content) => TypedResults.Problem(
        statusCode: StatusCodes.Status400BadRequest,
        title: "The webhook's body cannot be read.",
        detail: string.Join("; ", content.Faults.Select(fault => $"{fault.Place}: {fault.Message}")),
        extensions: new Dictionary<string, object?>
        {
            ["errors"] = content.Faults.GroupBy(fault => fault.Place)
                .ToDictionary(group => group.Key, group => group.Select(fault => fault.Message).ToArray()),
        });

    private static ProblemHttpResult Problem(int status, string message) =>
        TypedResults.Problem(statusCode: status, detail: message);
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Deployer.Webhooks;

/// <summary>Counts webhooks by receiver and outcome. A receiver that does not exist counts as <c>unknown</c>, whatever its name.</summary>
internal sealed class WebhookMetrics
{
    private readonly WebhookReceivers _receivers;
    private readonly Counter<long> _webhooks;
    private readonly Histogram<double> _durations;

    public WebhookMetrics(IMeterFactory meters, WebhookReceivers receivers)
    {
        _receivers = receivers;
        var meter = meters.Create("Slipway.Webhooks");
        _webhooks = meter.CreateCounter<long>("slipway.webhooks", "{webhook}", "Webhooks by receiver and outcome.");
        _durations = meter.CreateHistogram<double>(
            "slipway.webhook.duration",
            "s",
            "From a webhook's arrival to its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5] });
    }

    /// <summary>An endpoint filter.</summary>
    public static async ValueTask<object?> CountAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var began = Stopwatch.GetTimestamp();
        var result = await next(context);
        context.HttpContext.RequestServices.GetRequiredService<WebhookMetrics>().Count(
            context.HttpContext.Request.RouteValues["receiver"] as string ?? "", result, Stopwatch.GetElapsedTime(began));
        return result;
    }

    private void Count(string receiver, object? result, TimeSpan took)
    {
        while (result is INestedHttpResult nested)
        {
            result = nested.Result;
        }

        var tags = new TagList
        {
            { "receiver", _receivers.Find(receiver)?.Name ?? "unknown" },
            { "outcome", OutcomeOf((result as IStatusCodeHttpResult)?.StatusCode) },
        };
        _webhooks.Add(1, tags);
        _durations.Record(took.TotalSeconds, tags);
    }

    private static string OutcomeOf(int? status) => status switch
    {
        StatusCodes.Status202Accepted => "accepted",
        StatusCodes.Status200OK => "ignored",
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => "refused",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => "faulty",
    };
}

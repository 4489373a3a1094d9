using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Deployer.Webhooks;

/// <summary>Who may send webhooks, and how many: a limit for each address, and the networks that are allowed.</summary>
internal static class WebhookLimits
{
    public const string Policy = "webhooks";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Six parts of ten seconds: a burst is forgotten step by step, not all at once on the minute.
    private const int Segments = 6;

    public static void Configure(RateLimiterOptions limiter, IOptions<WebhookOptions> options)
    {
        var perMinute = options.Value.PerMinute;
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) => RejectAsync(context);
        limiter.AddPolicy(Policy, context => perMinute == 0
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetSlidingWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new SlidingWindowRateLimiterOptions
                {
                    PermitLimit = perMinute,
                    Window = Window,
                    SegmentsPerWindow = Segments,
                }));
    }

    /// <summary>Refuses addresses outside the allowed networks, before anything is read.</summary>
    public static ValueTask<object?> AllowAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var options = context.HttpContext.RequestServices.GetRequiredService<IOptions<WebhookOptions>>().Value;
        return IsAllowed(context.HttpContext.Connection.RemoteIpAddress, options.AllowedNetworks)
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem(
                statusCode: StatusCodes.Status403Forbidden, detail: "Webhooks from this address are not allowed."));
    }

    /// <summary>Whether the address lies in one of the networks; any does when there is none.</summary>
    internal static bool IsAllowed(IPAddress? address, IReadOnlyCollection<string> networks)
    {
        // A socket for both families shows an IPv4 sender as ::ffff:192.0.2.1.
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return networks.Count == 0 || (plain is not null && networks.Any(network => IPNetwork.Parse(network).Contains(plain)));
    }

    private static async ValueTask RejectAsync(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window / Segments;
        context.HttpContext.Response.Headers.RetryAfter =
            Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            detail: "This address has sent too many webhooks in the last minute.").ExecuteAsync(context.HttpContext);
    }
}

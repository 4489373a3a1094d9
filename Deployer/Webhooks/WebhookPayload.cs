namespace Deployer.Webhooks;

/// <summary>The parts of a request that say what was pushed.</summary>
/// <param name="Body">Raw, at most as long as configured.</param>
/// <param name="Event">The sender's name of the event where it stands in a header, such as <c>X-GitHub-Event</c>.</param>
/// <param name="DeliveryId">The sender's name of the delivery where it stands in a header.</param>
internal sealed record WebhookPayload(
    ReadOnlyMemory<byte> Body,
    string? Event = null,
    string? DeliveryId = null,
    string? ContentType = null,
    IReadOnlyDictionary<string, string>? CloudEvent = null)
{
    public static WebhookPayload Of(HttpRequest request, ReadOnlyMemory<byte> body) => new(
        body,
        Header(request, "X-GitHub-Event"),
        Header(request, "X-GitHub-Delivery"),
        request.ContentType,
        request.Headers.Where(header => header.Key.StartsWith("ce-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key[3..].ToLowerInvariant(), header => header.Value.ToString()));

    private static string? Header(HttpRequest request, string name) =>
        request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}

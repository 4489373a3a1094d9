using System.Text.Json.Serialization;

namespace Deployer.Webhooks;

/// <summary>What a sender is told at the address it has named.</summary>
/// <param name="State"><c>success</c>, <c>failure</c> or <c>error</c>.</param>
/// <param name="Description">At most 255 characters.</param>
/// <param name="Context">Who tells; at most 100 characters.</param>
/// <remarks>Format: docs.docker.com, Docker Hub, Webhooks, callback JSON data (a legacy part).</remarks>
internal sealed record CallbackState(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("context")] string Context)
{
    private const int MaxDescription = 255;

    public static CallbackState Of(WebhookAnswer answer)
    {
        var text = string.Join("; ", answer.Accepted.Select(push => $"{push.Image}: rollout {push.Rollout}").Concat(answer.Ignored));
        return new CallbackState("success", text.Length > MaxDescription ? $"{text[..(MaxDescription - 1)]}…" : text, "Slipway");
    }
}

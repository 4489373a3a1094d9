using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// Quay: <c>docker_url</c> and <c>updated_tags</c>, a list of tags, or in older versions an object of tags and image ids.
/// </summary>
/// <remarks>Format: docs.quay.io, Repository notifications, Repository push.</remarks>
internal sealed class QuayReceiver : IWebhookReceiver
{
    public string Name => "quay";

    public SecretProof Proof => SecretProof.None;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, Read);

    private WebhookContent Read(JsonElement root)
    {
        var repository = root.Text("docker_url") is { } address
            ? (Place: "docker_url", Value: address)
            : (Place: "repository", Value: root.Text("repository") is { } name ? $"quay.io/{name}" : null);
        var tags = TagsOf(root);
        return tags switch
        {
            null => WebhookContent.Faulty(new WebhookFault("updated_tags", "a list of tags is missing")),
            [] => WebhookContent.Nothing("no tag was pushed"),
            _ => WebhookContent.All(tags.Select((tag, index) => PushReader.Read(
                repository,
                ($"updated_tags[{index}]", tag),
                image => new PushEvent(image, Digest: null, PushedAt: null, DeliveryId: null, Name)))),
        };
    }

    private static string?[]? TagsOf(JsonElement root) =>
        root.Array("updated_tags") is { } list
            ? [.. list.EnumerateArray().Select(tag => tag.AsText())]
            : root.Object("updated_tags") is { } map
                ? [.. map.EnumerateObject().Select(tag => tag.SafeName())]
                : null;
}

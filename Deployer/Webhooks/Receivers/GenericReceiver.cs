using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// For any other sender, a script or a CI job: <c>{"image": "team/api:canary"}</c>, or <c>name</c> and <c>tag</c> apart, and
/// optionally <c>digest</c>, <c>pushedAt</c> and <c>deliveryId</c>.
/// </summary>
internal sealed class GenericReceiver : IWebhookReceiver
{
    public string Name => "generic";

    public SecretProof Proof => SecretProof.Authorization;

    public WebhookContent Read(WebhookPayload payload) =>
        JsonBody.Read(payload.Body, root => Read(root, Name, "", root.Text("deliveryId")));

    /// <param name="source">The receiver that found this form in its payload.</param>
    /// <param name="place">What stands before the names of the members in a fault.</param>
    internal static WebhookContent Read(JsonElement root, string source, string place, string? deliveryId)
    {
        var text = root.Text("digest");
        if (text is not null && !Digest.TryParse(text, out _))
        {
            return WebhookContent.Faulty(
                PushReader.Fault(($"{place}digest", text), "a digest such as 'sha256:…' with 64 digits"));
        }

        Digest? digest = text is null ? null : Digest.Parse(text);
        PushEvent Push(ImageReference image) => new(image, digest, root.Time("pushedAt"), deliveryId, source);
        if (root.Text("image") is { } whole)
        {
            return ImageReference.TryParse(whole, out var image)
                ? WebhookContent.Of(Push(image))
                : WebhookContent.Faulty(PushReader.Fault(($"{place}image", whole), "an image such as 'team/api:canary'"));
        }

        return PushReader.Read(($"{place}name", root.Text("name")), ($"{place}tag", root.Text("tag")), Push);
    }
}

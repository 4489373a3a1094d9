using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks;

/// <summary>
/// For any other sender, a script or a CI job: <c>{"image": "team/api:canary"}</c>, or <c>name</c> and <c>tag</c> apart, and
/// optionally <c>digest</c>.
/// </summary>
internal sealed class GenericReceiver : IWebhookReceiver
{
    public string Name => "generic";

    public WebhookContent Read(ReadOnlyMemory<byte> body) => JsonBody.Read(body, Read);

    private WebhookContent Read(JsonElement root)
    {
        var text = root.Text("digest");
        if (text is not null && !Digest.TryParse(text, out _))
        {
            return WebhookContent.Faulty(PushReader.Fault(("digest", text), "a digest such as 'sha256:…' with 64 digits"));
        }

        Digest? digest = text is null ? null : Digest.Parse(text);
        PushEvent Push(ImageReference image) => new(
            image, digest, root.Time("pushedAt"), root.Text("deliveryId"), Name);
        if (root.Text("image") is { } whole)
        {
            return ImageReference.TryParse(whole, out var image)
                ? WebhookContent.Of(Push(image))
                : WebhookContent.Faulty(PushReader.Fault(("image", whole), "an image such as 'team/api:canary'"));
        }

        return PushReader.Read(("name", root.Text("name")), ("tag", root.Text("tag")), Push);
    }
}

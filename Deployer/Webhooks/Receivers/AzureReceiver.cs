using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>Azure Container Registry: <c>action push</c> with <c>target</c>; the registry's host is <c>request.host</c>.</summary>
/// <remarks>Format: learn.microsoft.com, Azure Container Registry webhook reference.</remarks>
internal sealed class AzureReceiver : IWebhookReceiver
{
    public string Name => "acr";

    public SecretProof Proof => SecretProof.Authorization;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, Read);

    private WebhookContent Read(JsonElement root)
    {
        var action = root.Text("action");
        if (action != "push")
        {
            return action is null
                ? WebhookContent.Faulty(new WebhookFault("action", "the action is missing"))
                : WebhookContent.Nothing($"action '{Shown.Of(action)}' is no push");
        }

        var target = root.Object("target");
        var host = root.Object("request")?.Text("host");
        var repository = target?.Text("repository");
        return string.IsNullOrEmpty(target?.Text("tag"))
            ? WebhookContent.Nothing("no tag was pushed")
            : PushReader.Read(
                ("target.repository", string.IsNullOrEmpty(host) || repository is null ? repository : $"{host}/{repository}"),
                ("target.tag", target?.Text("tag")),
                image => new PushEvent(
                    image,
                    Digest.TryParse(target?.Text("digest"), out var digest) ? digest : null,
                    root.Time("timestamp"),
                    root.Text("id"),
                    Name));
    }
}

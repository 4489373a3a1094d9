using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// Docker Hub: <c>repository.repo_name</c> and <c>push_data.tag</c>; no digest, no delivery id. Its <c>callback_url</c> is an
/// address of the caller's choosing: <see cref="WebhookCallbacks"/> follows it only to hosts that are configured.
/// </summary>
/// <remarks>Format: docs.docker.com, Docker Hub, Webhooks.</remarks>
internal sealed class DockerHubReceiver : IWebhookReceiver
{
    public string Name => "dockerhub";

    public SecretProof Proof => SecretProof.None;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, Read);

    private WebhookContent Read(JsonElement root)
    {
        var push = root.Object("push_data");
        return PushReader.Read(
            ("repository.repo_name", root.Object("repository")?.Text("repo_name")),
            ("push_data.tag", push?.Text("tag")),
            image => new PushEvent(image, Digest: null, push?.UnixTime("pushed_at"), DeliveryId: null, Name)) with
        {
            Callback = root.Text("callback_url"),
        };
    }
}

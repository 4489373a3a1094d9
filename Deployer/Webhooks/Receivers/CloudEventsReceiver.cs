using System.Text.Json;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// Any sender of CloudEvents 1.0, structured or binary, whose data is the generic form: <c>{"image": "team/api:canary"}</c>.
/// </summary>
/// <remarks>Format: CloudEvents, JSON event format and HTTP protocol binding 1.0.2.</remarks>
internal sealed class CloudEventsReceiver : IWebhookReceiver
{
    public string Name => "cloudevents";

    public SecretProof Proof => SecretProof.Authorization;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, root =>
        payload.CloudEvent is { Count: > 0 } attributes
            ? ReadEvent(root, "", attributes.GetValueOrDefault("specversion"), attributes.GetValueOrDefault("id"))
            : ReadEvent(root.Object("data"), "data.", root.Text("specversion"), root.Text("id")));

    private WebhookContent ReadEvent(JsonElement? data, string place, string? version, string? id)
    {
        if (version is null || !version.StartsWith("1.", StringComparison.Ordinal))
        {
            return WebhookContent.Faulty(PushReader.Fault(("specversion", version), "a version 1 of CloudEvents"));
        }

        return data is not { } content
            ? WebhookContent.Faulty(new WebhookFault("data", "an object is missing"))
            : GenericReceiver.Read(content, Name, place, id);
    }
}

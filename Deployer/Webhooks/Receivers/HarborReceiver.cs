using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// Harbor: <c>PUSH_ARTIFACT</c> (once <c>pushImage</c>), or the CloudEvent <c>harbor.artifact.pushed</c>. A resource's tag can
/// hold the digest when none was given.
/// </summary>
/// <remarks>Format: goharbor.io, Configure webhook notifications.</remarks>
internal sealed class HarborReceiver : IWebhookReceiver
{
    private const string CloudEventType = "harbor.artifact.pushed";

    public string Name => "harbor";

    public SecretProof Proof => SecretProof.Authorization;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, root =>
    {
        var binary = payload.CloudEvent?.GetValueOrDefault("type");
        return binary is not null ? ReadEvent(binary, CloudEventType, root, "", payload.CloudEvent?.GetValueOrDefault("id"), null)
            : root.Text("specversion") is not null
                ? ReadEvent(root.Text("type"), CloudEventType, root.Object("data"), "data.", root.Text("id"), root.Time("time"))
                : ReadEvent(
                    root.Text("type") is "pushImage" ? "PUSH_ARTIFACT" : root.Text("type"),
                    "PUSH_ARTIFACT",
                    root.Object("event_data"),
                    "event_data.",
                    null,
                    root.UnixTime("occur_at"));
    });

    private WebhookContent ReadEvent(
        string? type,
        string wanted,
        JsonElement? data,
        string place,
        string? deliveryId,
        DateTimeOffset? at)
    {
        if (type != wanted)
        {
            return type is null
                ? WebhookContent.Faulty(new WebhookFault("type", "the type is missing"))
                : WebhookContent.Nothing($"type '{Shown.Of(type)}' is no push");
        }

        if (data?.Array("resources") is not { } resources)
        {
            return WebhookContent.Faulty(new WebhookFault($"{place}resources", "a list of resources is missing"));
        }

        var repository = data?.Object("repository")?.Text("repo_full_name");
        return WebhookContent.All(resources.EnumerateArray().Select((resource, index) =>
            ReadResource(resource, $"{place}resources[{index}]", repository, deliveryId, at)));
    }

    private WebhookContent ReadResource(
        JsonElement resource,
        string place,
        string? repository,
        string? deliveryId,
        DateTimeOffset? at)
    {
        var tag = resource.Text("tag");
        if (string.IsNullOrEmpty(tag) || Digest.TryParse(tag, out _))
        {
            return WebhookContent.Nothing($"{place}: no tag was pushed");
        }

        return PushReader.Read(
            ($"{place}.resource_url", RepositoryOf(resource.Text("resource_url"), repository)),
            ($"{place}.tag", tag),
            image => new PushEvent(
                image,
                Digest.TryParse(resource.Text("digest"), out var digest) ? digest : null,
                at,
                deliveryId,
                Name));
    }

    // The address has the registry's host, which the repository's name lacks: host/project/name:tag or ...@digest.
    private static string? RepositoryOf(string? address, string? repository)
    {
        if (string.IsNullOrEmpty(address))
        {
            return repository;
        }

        var name = address.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}

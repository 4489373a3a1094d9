using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// GitHub's container registry: events <c>package</c> and <c>registry_package</c> of a container, published or updated.
/// </summary>
/// <remarks>Format: docs.github.com, Webhook events and payloads.</remarks>
internal sealed class GitHubReceiver : IWebhookReceiver
{
    private const string Host = "ghcr.io";

    public string Name => "github";

    public SecretProof Proof => SecretProof.HubSignature;

    public WebhookContent Read(WebhookPayload payload) => payload.Event switch
    {
        "ping" => WebhookContent.Nothing("ping: the webhook is set up"),
        null or "package" or "registry_package" => JsonBody.Read(payload.Body, root => Read(root, payload)),
        var other => WebhookContent.Nothing($"event '{Shown.Of(other)}' is no push of a package"),
    };

    private WebhookContent Read(JsonElement root, WebhookPayload payload)
    {
        if ((root.Object("package") ?? root.Object("registry_package")) is not { } package)
        {
            return root.Text("zen") is not null
                ? WebhookContent.Nothing("ping: the webhook is set up")
                : WebhookContent.Faulty(new WebhookFault("package", "the package is missing"));
        }

        var place = root.Object("package") is null ? "registry_package" : "package";
        var action = root.Text("action");
        if (action is not ("published" or "updated"))
        {
            return WebhookContent.Nothing($"action '{Shown.Of(action)}' is no push");
        }

        var kind = package.Text("ecosystem") ?? package.Text("package_type");
        if (!string.Equals(kind, "container", StringComparison.OrdinalIgnoreCase))
        {
            return WebhookContent.Nothing($"package type '{Shown.Of(kind)}' is no container");
        }

        var version = package.Object("package_version");
        var tag = version?.Object("container_metadata")?.Object("tag");
        return string.IsNullOrEmpty(tag?.Text("name"))
            ? WebhookContent.Nothing("no tag was pushed")
            : PushReader.Read(
                ($"{place}.package_version.package_url", RepositoryOf(package, version)),
                ($"{place}.package_version.container_metadata.tag.name", tag?.Text("name")),
                image => new PushEvent(
                    image, DigestOf(tag, version), version?.Time("updated_at"), payload.DeliveryId, Name));
    }

    // The address names host and path exactly, but may end in ':' or be absent; the names are the second best.
    private static string? RepositoryOf(JsonElement package, JsonElement? version)
    {
        if (version?.Text("package_url") is { Length: > 0 } address && address.TrimEnd(':') is { Length: > 0 } trimmed)
        {
            var colon = trimmed.LastIndexOf(':');
            return (colon > trimmed.LastIndexOf('/') ? trimmed[..colon] : trimmed).ToLowerInvariant();
        }

        var name = package.Text("name");
        return name is null ? null
            : package.Text("namespace") is { Length: > 0 } owner ? $"{Host}/{owner}/{name}".ToLowerInvariant()
            : $"{Host}/{name}".ToLowerInvariant();
    }

    private static Digest? DigestOf(JsonElement? tag, JsonElement? version) =>
        Digest.TryParse(tag?.Text("digest"), out var digest) || Digest.TryParse(version?.Text("version"), out digest)
            ? digest
            : null;
}

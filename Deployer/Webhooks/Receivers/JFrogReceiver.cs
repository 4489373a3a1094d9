using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// JFrog Artifactory: domain <c>docker</c>, event <c>pushed</c>. The payload names the repository's key and the image, not the
/// registry's host: services are configured as <c>{repo_key}/{image_name}</c>, with the host that <c>jpd_origin</c> tells, if any.
/// </summary>
/// <remarks>Format: jfrog.com, Webhooks, Docker domain.</remarks>
internal sealed class JFrogReceiver : IWebhookReceiver
{
    public string Name => "jfrog";

    public SecretProof Proof => SecretProof.Authorization;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, Read);

    private WebhookContent Read(JsonElement root)
    {
        var kind = $"{root.Text("domain")}/{root.Text("event_type")}";
        if (kind != "docker/pushed")
        {
            return WebhookContent.Nothing($"event '{Shown.Of(kind)}' is no push of an image");
        }

        var data = root.Object("data");
        return string.IsNullOrEmpty(data?.Text("tag"))
            ? WebhookContent.Nothing("no tag was pushed")
            : PushReader.Read(
                ("data.image_name", RepositoryOf(root, data)),
                ("data.tag", data?.Text("tag")),
                image => new PushEvent(image, DigestOf(data), PushedAt: null, DeliveryId: null, Name));
    }

    private static string? RepositoryOf(JsonElement root, JsonElement? data)
    {
        if (data?.Text("image_name") is not { Length: > 0 } name)
        {
            return null;
        }

        var path = data?.Text("repo_key") is { Length: > 0 } key ? $"{key}/{name}" : name;
        return Uri.TryCreate(root.Text("jpd_origin"), UriKind.Absolute, out var origin) && origin.Authority.Length > 0
            ? $"{origin.Authority}/{path}"
            : path;
    }

    private static Digest? DigestOf(JsonElement? data) =>
        Digest.TryParse("sha256:" + data?.Text("sha256"), out var digest) ? digest : null;
}

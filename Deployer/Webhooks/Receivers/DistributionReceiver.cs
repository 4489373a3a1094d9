using System.Text.Json;
using Deployer.Images;

namespace Deployer.Webhooks.Receivers;

/// <summary>
/// CNCF Distribution (docker-registry, GitLab's own registry): an envelope of events of all kinds, of which only pushes of a
/// tag matter. A faulty event does not cost the others: the sender would hold its whole queue back for it.
/// </summary>
/// <remarks>Format: <c>application/vnd.docker.distribution.events.v1+json</c> and <c>v2</c>.</remarks>
internal sealed class DistributionReceiver : IWebhookReceiver
{
    public string Name => "distribution";

    public SecretProof Proof => SecretProof.Authorization;

    public WebhookContent Read(WebhookPayload payload) => JsonBody.Read(payload.Body, Read);

    private WebhookContent Read(JsonElement root)
    {
        if (root.Array("events") is not { } events)
        {
            return WebhookContent.Faulty(new WebhookFault("events", "an array of events is missing"));
        }

        var contents = events.EnumerateArray().Select(ReadEvent).ToArray();
        return new WebhookContent(
            [.. contents.SelectMany(content => content.Pushes)],
            [.. contents.SelectMany(content => content.Ignored)],
            []);
    }

    private WebhookContent ReadEvent(JsonElement entry, int index)
    {
        var place = $"events[{index}]";
        var action = entry.Text("action");
        if (action != "push")
        {
            return WebhookContent.Nothing($"{place}: action '{Shown.Of(action)}' is no push");
        }

        var target = entry.Object("target");
        if (target?.Text("tag") is not { Length: > 0 } tag)
        {
            return WebhookContent.Nothing($"{place}: no tag was pushed");
        }

        var content = PushReader.Read(
            ($"{place}.target.repository", On(entry.Object("request")?.Text("host"), target?.Text("repository"))),
            ($"{place}.target.tag", tag),
            image => new PushEvent(
                image, DigestOf(target), entry.Time("timestamp"), entry.Text("id"), Name));
        return content with
        {
            Ignored = [.. content.Ignored, .. content.Faults.Select(fault => $"{fault.Place}: {fault.Message}")],
            Faults = [],
        };
    }

    private static Digest? DigestOf(JsonElement? target) =>
        Digest.TryParse(target?.Text("digest"), out var digest) ? digest : null;

    private static string? On(string? host, string? repository) =>
        string.IsNullOrEmpty(host) || repository is null ? repository : $"{host}/{repository}";
}

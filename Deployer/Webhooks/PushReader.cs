using Deployer.Images;

namespace Deployer.Webhooks;

/// <summary>Makes a push event of a repository and a tag as a sender wrote them.</summary>
internal static class PushReader
{
    /// <summary>The content of a body that tells of one push; faults name the given places.</summary>
    public static WebhookContent Read(
        (string Place, string? Value) repository,
        (string Place, string? Value) tag,
        Func<ImageReference, PushEvent> push)
    {
        var faults = new List<WebhookFault>(2);
        if (!Repository.TryParse(repository.Value, out var parsed))
        {
            faults.Add(Fault(repository, "a repository such as 'team/api'"));
        }

        if (!ImageReference.IsTag(tag.Value))
        {
            faults.Add(Fault(tag, "a tag such as 'stable'"));
        }

        return faults.Count > 0
            ? WebhookContent.Faulty([.. faults])
            : WebhookContent.Of(push(new ImageReference(parsed!, tag.Value!)));
    }

    public static WebhookFault Fault((string Place, string? Value) part, string needed) => new(
        part.Place,
        part.Value is null ? $"{needed} is missing" : $"'{Shown.Of(part.Value)}' is not {needed}");

}

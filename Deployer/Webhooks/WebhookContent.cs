using System.Collections.Immutable;
using Deployer.Images;

namespace Deployer.Webhooks;

/// <summary>What a webhook's body says.</summary>
/// <param name="Pushes">The pushes it tells of.</param>
/// <param name="Ignored">What in it is well-formed but no push of a tag, and why it is passed over.</param>
/// <param name="Faults">What is wrong with it, each by its place; a body with faults starts nothing.</param>
internal sealed record WebhookContent(
    ImmutableArray<PushEvent> Pushes,
    ImmutableArray<string> Ignored,
    ImmutableArray<WebhookFault> Faults)
{
    /// <summary>Where the sender asks to be told that it was taken; of its own choosing, so not to be followed blindly.</summary>
    public string? Callback { get; init; }

    public static WebhookContent Of(params ImmutableArray<PushEvent> pushes) => new(pushes, [], []);

    public static WebhookContent Nothing(string because) => new([], [because], []);

    public static WebhookContent Faulty(params ImmutableArray<WebhookFault> faults) => new([], [], faults);

    /// <summary>Several parts as one.</summary>
    public static WebhookContent All(IEnumerable<WebhookContent> parts)
    {
        var all = parts.ToArray();
        return new WebhookContent(
            [.. all.SelectMany(part => part.Pushes)],
            [.. all.SelectMany(part => part.Ignored)],
            [.. all.SelectMany(part => part.Faults)]);
    }
}

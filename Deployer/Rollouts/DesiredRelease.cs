using System.Collections.Immutable;
using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>What a track was last asked to run. It stands in the track's record before the asker gets an answer.</summary>
/// <param name="Id">Names the request; the rollout that answers it can be found by it.</param>
/// <param name="Digest">The content asked for; null until the registry has said what the tag means.</param>
/// <param name="Source">Who asked, such as the receiver <c>dockerhub</c>.</param>
/// <param name="Trace">The W3C trace context of whoever asked, so that all that follows is one trace.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="By">Who asked by hand, and why; null when nobody did.</param>
/// <param name="Replaces">Ids of requests that this one overtook before they were taken up, the newest first.</param>
internal sealed record DesiredRelease(
    string Id,
    ImageReference Image,
    Digest? Digest,
    DateTimeOffset RequestedAt,
    string Source,
    string? DeliveryId,
    ImmutableList<string> Replaces,
    string? Trace = null,
    RequestKind Kind = RequestKind.Push,
    Hand? By = null)
{
    private const int MaxReplaces = 20;

    /// <summary>Overtakes a request that was not taken up yet: whoever asks for that one is shown what this one becomes.</summary>
    public DesiredRelease Replacing(DesiredRelease overtaken) => this with
    {
        Replaces = [.. overtaken.Replaces.Insert(0, overtaken.Id).Take(MaxReplaces)],
    };
}

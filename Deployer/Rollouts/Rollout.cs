using System.Collections.Immutable;
using Deployer.Analysis;
using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>One way of a release onto a track, from the push to its end.</summary>
/// <param name="Id">The id of the request that started it.</param>
/// <param name="Requests">Every request it answers, the first being its own id: the same digest asked for twice is one rollout.</param>
/// <param name="Digest">What is rolled; null if the tag was never resolved.</param>
/// <param name="From">What the track ran before, if anything.</param>
/// <param name="Progress">As last seen.</param>
/// <param name="Furthest">The furthest it ever was in this phase.</param>
/// <param name="ProgressedAt">When it last came further; the progress deadline counts from here.</param>
/// <param name="Applied">Whether the template was seen to be what this phase wants: if it is not any more, a hand has changed it.</param>
/// <param name="Trace">The W3C trace context of the request that started it.</param>
/// <param name="Message">What happened and why, for people.</param>
/// <param name="Kind">Where the request came from.</param>
/// <param name="BackTo">What is gone back to, once it has failed; null while it has not, and where there is nothing.</param>
/// <param name="Before">What the track did before this release came; null when that is not known.</param>
/// <param name="Analysis">How it is judged since it succeeded; null when it is not.</param>
/// <param name="Promotion">Its way to stable; null when it has none.</param>
/// <param name="Hands">What people did with it, the oldest first, at most <see cref="MaxHands"/>.</param>
/// <param name="Steps">How far it has come through its steps; null where it has none.</param>
/// <param name="FailedAt">When it was found bad; null while it was not, and where it never touched what runs.</param>
internal sealed record Rollout(
    string Id,
    TrackKey Track,
    ImmutableList<string> Requests,
    string Source,
    ImageReference Image,
    Digest? Digest,
    Release? From,
    RolloutPhase Phase,
    RolloutProgress Progress,
    RolloutProgress? Furthest,
    DateTimeOffset RequestedAt,
    DateTimeOffset StartedAt,
    DateTimeOffset ProgressedAt,
    DateTimeOffset? FinishedAt,
    string Message,
    bool Applied = false,
    string? Trace = null,
    RequestKind Kind = RequestKind.Push,
    Release? BackTo = null,
    TrackMeasurement? Before = null,
    AnalysisRun? Analysis = null,
    Promotion? Promotion = null,
    ImmutableList<Hand>? Hands = null,
    CanarySteps? Steps = null,
    DateTimeOffset? FailedAt = null)
{
    /// <summary>How many hands a rollout remembers.</summary>
    public const int MaxHands = 20;

    private const int MaxRequests = 20;

    /// <summary>The release it brings, once the tag is resolved.</summary>
    public Release? Release => Digest is { } digest ? new Release(Image, digest) : null;

    /// <summary>Whether its analysis was successful, at the last of so many steps where it takes any.</summary>
    public bool HasPassed(RolloutPolicy policy) => Analysis?.Verdict is Verdict.Successful
        && (Steps is null || policy.Steps.IsDefaultOrEmpty || Steps.Index >= policy.Steps.Length - 1);

    /// <summary>Whether someone did this to it.</summary>
    public bool Has(HandAction action) => Hands?.Exists(hand => hand.Action == action) == true;

    public Rollout Touched(Hand hand) => this with { Hands = [.. (Hands ?? []).TakeLast(MaxHands - 1), hand] };

    /// <summary>Takes in a request for the same digest. Its own id and the newest ones are remembered, and who asked by hand.</summary>
    public Rollout Joined(DesiredRelease request)
    {
        var joined = this with
        {
            Requests = [Id, .. Requests.Skip(1).Concat(request.Replaces).Append(request.Id).TakeLast(MaxRequests)],
        };
        return request.By is { } by ? joined.Touched(by) : joined;
    }
}

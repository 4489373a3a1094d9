using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>The outcome of one pass over a track.</summary>
/// <param name="Status">The status to write before acting.</param>
/// <param name="LookAgainAfter">When to pass again if nothing happens before; null when only an event can change anything.</param>
/// <param name="Because">Why this and nothing else, for the log.</param>
internal sealed record RolloutDecision(
    TrackStatus Status,
    ImmutableList<RolloutAction> Actions,
    TimeSpan? LookAgainAfter,
    string Because);

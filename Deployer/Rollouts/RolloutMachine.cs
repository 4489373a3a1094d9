using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>
/// Decides what happens to a track: a function of its record, of what is seen, and of the time. It remembers nothing, so
/// that a pass after a crash decides what the pass before it would have decided.
/// </summary>
internal static class RolloutMachine
{
    public static RolloutDecision Decide(PassInput input)
    {
        var taken = Intake.TakeUp(input);
        var advanced = Advance.Step(taken.Status, input);
        return new RolloutDecision(
            advanced.Status,
            [.. taken.Actions, .. advanced.Actions, .. Scale(advanced.Status, input)],
            Sooner(taken.LookAgainAfter, advanced.LookAgainAfter),
            taken.Because is { Length: > 0 } ? $"{taken.Because}; {advanced.Because}" : advanced.Because);
    }

    // Said with every pass, for whoever acted on it last may have died, or someone else have scaled since.
    private static IEnumerable<RolloutAction> Scale(TrackStatus status, PassInput input) =>
        input is { Policy.Steps.IsDefaultOrEmpty: false, Seen.Template: not null } && status.Drift is null
            ? [new RolloutAction.Scale(Stepping.Wanted(status.Latest))]
            : [];

    internal static RolloutDecision Wait(TrackStatus status, TimeSpan? lookAgainAfter, string because) =>
        new(status, [], lookAgainAfter, because);

    internal static RolloutDecision Act(TrackStatus status, string because, params ImmutableList<RolloutAction> actions) =>
        new(status, actions, null, because);

    internal static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;
}

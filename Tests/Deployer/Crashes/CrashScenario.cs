using System.Collections.Immutable;
using Deployer.Rollouts;
using Tests.Contract;

namespace Tests.Crashes;

/// <summary>A way that a track can go. All of them together pass everything that the state machine can decide.</summary>
/// <param name="FromGood">Whether the track already runs a good release.</param>
/// <param name="Ends">The phase in which the rollout of the last push ends.</param>
/// <param name="Rolls">What the template is changed to, in this order and once each; <see cref="Start"/> is the good release from before.</param>
internal sealed record CrashScenario(
    string Name, bool FromGood, ImmutableArray<CrashPush> Pushes, RolloutPhase Ends, ImmutableArray<string> Rolls)
{
    public const string Start = "start";

    public static ImmutableArray<CrashScenario> All { get; } =
    [
        new("good", true, [new("good", Behaviour.Serves)], RolloutPhase.Succeeded, ["good"]),
        new("bad", true, [new("bad", Behaviour.Crashes)], RolloutPhase.RolledBack, ["bad", Start]),
        new(
            "superseded",
            true,
            [new("never", Behaviour.NeverReady), new("next", Behaviour.Serves)],
            RolloutPhase.Succeeded,
            ["never", "next"]),
        new("missing", true, [new("missing", null)], RolloutPhase.Failed, []),
        new("first", false, [new("bad", Behaviour.Crashes)], RolloutPhase.Failed, ["bad"]),
    ];

    /// <summary>Whether the track has no instances in the end.</summary>
    public bool EndsEmpty => !FromGood && Ends == RolloutPhase.Failed;

    public override string ToString() => Name;
}

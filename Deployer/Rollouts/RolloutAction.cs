namespace Deployer.Rollouts;

/// <summary>What the reconciler is to do. Each is idempotent: after a crash it is decided, and done, again.</summary>
internal abstract record RolloutAction
{
    private RolloutAction()
    {
    }

    /// <summary>Whether the track may get more of the traffic by it.</summary>
    public bool TakesTraffic => this is Roll or Scale;

    /// <summary>Make this release the track's template, and give the track its instances.</summary>
    internal sealed record Roll(Release Release) : RolloutAction;

    /// <summary>Give the track so many instances, if it has any; null for as many as it is configured to have.</summary>
    internal sealed record Scale(int? Instances) : RolloutAction;

    /// <summary>Take the track's instances away: it has no release that works.</summary>
    internal sealed record ScaleToZero : RolloutAction;

    /// <summary>Ask another track for a release, unless it was asked for it already.</summary>
    internal sealed record Ask(TrackKey Track, DesiredRelease Request) : RolloutAction;

    /// <summary>Put a rollout, as it now stands, into the history.</summary>
    internal sealed record Record(Rollout Rollout) : RolloutAction;
}

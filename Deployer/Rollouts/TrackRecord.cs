namespace Deployer.Rollouts;

/// <summary>A track's durable record: what is asked for, written by whoever is asked, and what became of it, written by the reconciler.</summary>
internal sealed record TrackRecord(DesiredRelease? Desired, TrackStatus Status)
{
    public static TrackRecord Empty { get; } = new(null, TrackStatus.Empty);

    /// <summary>The request that still waits to be taken up, if any.</summary>
    public DesiredRelease? Unanswered => Desired is not null && Desired.Id != Status.Answered ? Desired : null;
}

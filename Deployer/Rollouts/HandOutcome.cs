namespace Deployer.Rollouts;

/// <summary>What became of a hand on a track.</summary>
internal abstract record HandOutcome
{
    private HandOutcome()
    {
    }

    /// <summary>It changes the track: the status to write, and the rollouts to put into the history.</summary>
    internal sealed record Changed(TrackStatus Status, string Message, params IReadOnlyList<Rollout> Rollouts) : HandOutcome;

    /// <summary>It is so already; asking twice is asking once.</summary>
    internal sealed record Unchanged(string Message) : HandOutcome;

    /// <summary>As things stand it cannot be done.</summary>
    internal sealed record Refused(string Message) : HandOutcome;
}

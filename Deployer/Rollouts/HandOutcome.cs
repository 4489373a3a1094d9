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
    /// <param name="Rollout">The request or rollout that does what was asked for; null when there is none.</param>
    internal sealed record Unchanged(string Message, string? Rollout = null) : HandOutcome;

    /// <summary>As things stand it cannot be done.</summary>
    internal sealed record Refused(string Message) : HandOutcome;
}

namespace Deployer.Rollouts;

/// <summary>What a track's instances look like now.</summary>
/// <param name="Template">The release that new instances get; null when the track has none.</param>
/// <param name="OtherTemplate">What the template names instead, when that is no exact release: someone else wrote it.</param>
/// <param name="Faults">Instances of that release that are in trouble.</param>
/// <param name="Unready">One of that release that is not ready, and may become so: what the progress deadline names.</param>
/// <param name="Configured">How many instances a release is given where there are none.</param>
internal sealed record TrackObservation(
    Release? Template,
    RolloutProgress Progress,
    IReadOnlyList<InstanceFault> Faults,
    string? OtherTemplate = null,
    InstanceFault? Unready = null,
    int Configured = 0)
{
    /// <summary>How many instances the track has with the next release: as many as it is to have now, or as are configured while it has none.</summary>
    public int Coming => Progress.Wanted > 0 ? Progress.Wanted : Configured;

    public static TrackObservation Nothing { get; } = new(null, default, []);
}

namespace Deployer.Rollouts;

/// <summary>What a track's instances look like now.</summary>
/// <param name="Template">The release that new instances get; null when the track has none.</param>
/// <param name="OtherTemplate">What the template names instead, when that is no exact release: someone else wrote it.</param>
/// <param name="Faults">Instances of that release that are in trouble.</param>
/// <param name="Unready">One of that release that is not ready, and may become so: what the progress deadline names.</param>
internal sealed record TrackObservation(
    Release? Template,
    RolloutProgress Progress,
    IReadOnlyList<InstanceFault> Faults,
    string? OtherTemplate = null,
    InstanceFault? Unready = null)
{
    public static TrackObservation Nothing { get; } = new(null, default, []);
}

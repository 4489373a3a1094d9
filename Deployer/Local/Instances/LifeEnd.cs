namespace Deployer.Local.Instances;

/// <summary>Why a process is no longer to be looked after.</summary>
/// <param name="Failure">What went wrong, for people; null when it was asked to stop.</param>
internal readonly record struct LifeEnd(string? Failure)
{
    public static LifeEnd Stopped => default;
}

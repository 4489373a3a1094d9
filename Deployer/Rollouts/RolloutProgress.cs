namespace Deployer.Rollouts;

/// <summary>How far the instances are.</summary>
/// <param name="Wanted">How many instances the track should have.</param>
/// <param name="Updated">How many run the template's release.</param>
/// <param name="Available">How many of those are ready for traffic.</param>
/// <param name="Outdated">How many still run another release.</param>
internal readonly record struct RolloutProgress(int Wanted, int Updated, int Available, int Outdated)
{
    /// <summary>Every instance is the new one and available, and no other is left.</summary>
    public bool IsComplete => Wanted > 0 && Updated >= Wanted && Available >= Wanted && Outdated == 0;

    /// <summary>Whether this is further than <paramref name="earlier"/>: more started, more available, or fewer outdated.</summary>
    public bool IsFurtherThan(RolloutProgress earlier) =>
        Updated > earlier.Updated || Available > earlier.Available || Outdated < earlier.Outdated;

    /// <summary>The furthest of both in each respect, so that an instance that flaps does not count as progress twice.</summary>
    public RolloutProgress Furthest(RolloutProgress other) => new(
        other.Wanted,
        Math.Max(Updated, other.Updated),
        Math.Max(Available, other.Available),
        Math.Min(Outdated, other.Outdated));
}

using Deployer.Rollouts;

namespace Deployer.Endpoints;

/// <summary>Counts of instances.</summary>
internal sealed record ProgressView(int Wanted, int Updated, int Available, int Outdated)
{
    public static ProgressView Of(RolloutProgress progress) =>
        new(progress.Wanted, progress.Updated, progress.Available, progress.Outdated);
}

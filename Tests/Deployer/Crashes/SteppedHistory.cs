using Deployer.Control;
using Deployer.Rollouts;

namespace Tests.Crashes;

/// <summary>A history that tells of each step as <see cref="SteppedCluster"/> does.</summary>
internal sealed class SteppedHistory(IRolloutHistory history, Action<string> pass) : IRolloutHistory
{
    public async Task RecordAsync(Rollout rollout, CancellationToken cancellationToken)
    {
        var step = $"{nameof(RolloutAction.Record)} {rollout.Phase}";
        pass($"before: {step}");
        await history.RecordAsync(rollout, cancellationToken);
        pass($"after: {step}");
    }

    public Task<IReadOnlyList<Rollout>> ListAsync(int limit, CancellationToken cancellationToken) =>
        history.ListAsync(limit, cancellationToken);

    public Task<Rollout?> FindAsync(string id, CancellationToken cancellationToken) => history.FindAsync(id, cancellationToken);
}

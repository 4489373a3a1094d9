using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Remembers rollouts, ended ones and the running ones as they were last seen. Bounded.</summary>
internal interface IRolloutHistory
{
    /// <summary>Puts a rollout in, in place of an earlier state of the same id.</summary>
    Task RecordAsync(Rollout rollout, CancellationToken cancellationToken);

    /// <summary>The newest first.</summary>
    /// <exception cref="HistoryUnavailableException">The history cannot be read now.</exception>
    Task<IReadOnlyList<Rollout>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>By its own id or by that of any request it answered; null when there is none.</summary>
    /// <exception cref="HistoryUnavailableException">The history cannot be read now.</exception>
    Task<Rollout?> FindAsync(string id, CancellationToken cancellationToken);
}

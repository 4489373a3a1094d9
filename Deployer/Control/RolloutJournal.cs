using System.Collections.Concurrent;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>
/// Carries rollouts into the history behind the reconciler's back, so that a history that is away delays no rollout.
/// What it could not write yet it keeps, up to <see cref="Capacity"/>, and can be asked for.
/// </summary>
internal sealed class RolloutJournal(IRolloutHistory history, TimeProvider time, ILogger<RolloutJournal> logger)
    : BackgroundService
{
    internal const int Capacity = 1000;
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, Rollout> _pending = new();
    private readonly SemaphoreSlim _signal = new(0);
    private bool _away;

    /// <summary>What is not in the history yet.</summary>
    public IReadOnlyCollection<Rollout> Pending => [.. _pending.Values];

    public void Record(Rollout rollout)
    {
        if (_pending.Count >= Capacity && _pending.Values.MinBy(pending => pending.RequestedAt) is { } oldest)
        {
            _pending.TryRemove(oldest.Id, out _);
            Log.RecordDropped(logger, oldest.Id);
        }

        _pending[rollout.Id] = rollout;
        _signal.Release();
    }

    public override void Dispose()
    {
        _signal.Dispose();
        base.Dispose();
    }

    /// <summary>Writes what is pending; returns whether all of it was written.</summary>
    internal async Task<bool> FlushAsync(CancellationToken cancellationToken)
    {
        foreach (var pending in _pending)
        {
            try
            {
                await history.RecordAsync(pending.Value, cancellationToken);

                // Only if it has not changed meanwhile.
                _pending.TryRemove(pending);
            }
            catch (HistoryUnavailableException exception)
            {
                if (!_away)
                {
                    Log.HistoryLost(logger, exception.Message);
                }

                _away = true;
                return false;
            }
        }

        if (_away)
        {
            Log.HistoryFound(logger);
        }

        _away = false;
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _signal.WaitAsync(stoppingToken);
            while (!await FlushAsync(stoppingToken))
            {
                await Task.Delay(TryAgain, time, stoppingToken);
            }
        }
    }
}

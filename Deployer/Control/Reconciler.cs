using System.Collections.Concurrent;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>One pass over one track: observe, decide, write down what was decided, act.</summary>
internal sealed class Reconciler(
    ReleaseCatalog catalog,
    ITrackRecords records,
    ITrackWorkloads workloads,
    IImageRegistry registry,
    RolloutJournal journal,
    RolloutTelemetry telemetry,
    IRolloutEvents events,
    TimeProvider time,
    ILogger<Reconciler> logger)
{
    private readonly DateTimeOffset _watchedSince = time.GetUtcNow();
    private readonly ConcurrentDictionary<TrackKey, bool> _passedOver = new();

    /// <summary>Returns when to pass again at the latest; null when only an event can change anything.</summary>
    public async Task<TimeSpan?> ReconcileAsync(TrackKey key, CancellationToken cancellationToken)
    {
        if (catalog.Find(key) is not { } track)
        {
            return null;
        }

        var record = await records.ReadAsync(key, cancellationToken);
        if (_passedOver.TryAdd(key, true))
        {
            RecordAgain(record.Status);
        }

        var resolution = record.Unanswered is { } request
            ? await registry.ResolveAsync(request.Image, request.Digest, cancellationToken)
            : null;
        var seen = await workloads.ObserveAsync(key, cancellationToken);
        var decision = RolloutMachine.Decide(
            key, record, seen, resolution, track.Policy, _watchedSince, time.GetUtcNow());
        Log.Decided(logger, key, decision.Because);

        // Written before acting: after a crash between the two the next pass sees what is still to be done.
        if (decision.Status != record.Status)
        {
            await records.WriteStatusAsync(key, decision.Status, record.Status, cancellationToken);
            Tell(key, record.Status, decision.Status);
        }

        foreach (var action in decision.Actions)
        {
            await ActAsync(key, action, cancellationToken);
        }

        return decision.LookAgainAfter;
    }

    // Of the last that it wrote down, whoever led before may have died before the history had it.
    private void RecordAgain(TrackStatus status)
    {
        foreach (var rollout in new[] { status.Latest, status.Refused }.OfType<Rollout>())
        {
            journal.Record(rollout);
        }
    }

    private Task ActAsync(TrackKey key, RolloutAction action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case RolloutAction.Roll roll:
                return workloads.RollAsync(key, roll.Release, cancellationToken);
            case RolloutAction.ScaleToZero:
                return workloads.ScaleToZeroAsync(key, cancellationToken);
            case RolloutAction.Record record:
                journal.Record(record.Rollout);
                return Task.CompletedTask;
            default:
                throw new InvalidOperationException($"No way to do {action}.");
        }
    }

    private void Tell(TrackKey key, TrackStatus before, TrackStatus after)
    {
        foreach (var (was, now) in new[] { (before.Latest, after.Latest), (before.Refused, after.Refused) })
        {
            if (now is not null && (was?.Id != now.Id || was.Phase != now.Phase))
            {
                Log.PhaseChanged(logger, key, now.Id, now.Phase, now.Message);
                telemetry.PhaseChanged(now);
                events.Tell(now);
            }
        }
    }
}

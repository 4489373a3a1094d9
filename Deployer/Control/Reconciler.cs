using System.Collections.Concurrent;
using System.Collections.Immutable;
using Deployer.Analysis;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>One pass over one track: observe, decide, write down what was decided, act.</summary>
internal sealed class Reconciler(
    ReleaseCatalog catalog,
    ITrackRecords records,
    ITrackWorkloads workloads,
    IImageRegistry registry,
    IMeasurements measurements,
    ShareGuardian guardian,
    ReleaseRequests requests,
    WorkQueue<TrackKey> queue,
    RolloutJournal journal,
    RolloutTelemetry telemetry,
    PhaseChanges phases,
    TimeProvider time,
    ILogger<Reconciler> logger)
{
    private readonly ConcurrentDictionary<TrackKey, bool> _passedOver = new();
    private DateTimeOffset _watchedSince = time.GetUtcNow();

    /// <summary>To be called when this process begins to lead: what another did meanwhile was not seen here.</summary>
    public void Begin()
    {
        _watchedSince = time.GetUtcNow();
        _passedOver.Clear();
        guardian.Begin();
    }

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

        var seen = await workloads.ObserveAsync(key, cancellationToken);
        var partner = await PartnerOfAsync(key, cancellationToken);
        var resolution = record.Unanswered is { } request && Holding.Reason(record, track.Policy, time.GetUtcNow()) is null
            ? await registry.ResolveAsync(request.Image, request.Digest, cancellationToken)
            : null;
        var measurement = await MeasureAsync(track, record, seen, partner, cancellationToken);
        var before = await MeasureBeforeAsync(track, record, seen, resolution, cancellationToken);
        var decision = RolloutMachine.Decide(new PassInput(
            key,
            record,
            partner,
            seen,
            resolution,
            measurement,
            before,
            track.Policy,
            _watchedSince,
            time.GetUtcNow(),
            ShareGuard.FloorToBegin(seen.Coming, track.MaxCanaryShare, track.Policy)));
        Log.Decided(logger, key, decision.Because);
        await SeenAsync(track, decision.Status, partner, cancellationToken);

        // Written before acting: after a crash between the two the next pass sees what is still to be done.
        if (decision.Status != record.Status)
        {
            await records.WriteStatusAsync(key, decision.Status, record.Status, cancellationToken);
            phases.Tell(key, record.Status, decision.Status);
        }

        // Each decides by what the other has come to, and a canary may wait for stable's instances.
        if (partner is not null && (decision.Status != record.Status || (track.Policy.Promotion is null && partner.IsToBeRolled)))
        {
            queue.Add(partner.Track);
        }

        // What is taken off is taken off first, whatever an autoscaler says to it.
        var goesBack = ShareGuard.GoesBack(decision.Status.Latest);
        if (goesBack)
        {
            await ActAsync(key, decision.Actions, cancellationToken);
        }

        var (guarded, again) = await GuardAsync(track, decision.Status, seen, partner, cancellationToken);
        if (!goesBack)
        {
            // Without its floor no canary gets more of the traffic; the rest goes on.
            await ActAsync(key, guarded ? decision.Actions : decision.Actions.RemoveAll(action => action.TakesTraffic), cancellationToken);
        }

        return RolloutMachine.Sooner(decision.LookAgainAfter, again);
    }

    // Whether stable has the floor that this track needs, and when to come again where it could not be set.
    private async Task<(bool Guarded, TimeSpan? Again)> GuardAsync(
        ReleasedTrack track, TrackStatus status, TrackObservation seen, Partner? partner, CancellationToken cancellationToken)
    {
        if (partner is null || track.Policy.Promotion is null)
        {
            return (true, null);
        }

        if (!ShareGuard.IsOn(track.Policy))
        {
            return (true, await guardian.ReleaseAsync(partner.Track, cancellationToken));
        }

        var floor = ShareGuard.FloorFor(status, seen.Coming, track.MaxCanaryShare, track.Policy);
        return await guardian.HoldAsync(partner.Track, floor, cancellationToken)
            ? (true, null)
            : (floor is null, ShareGuardian.TryAgain);
    }

    private async Task SeenAsync(ReleasedTrack track, TrackStatus status, Partner? partner, CancellationToken cancellationToken)
    {
        var ready = await ReadyAsync(track.Key, cancellationToken);
        telemetry.Seen(track.Key, ready);

        // While instances are replaced, old and new ones answer side by side; that is no more than a moment.
        if (partner is { Ready: var others } && ready + others > 0 && track.Policy.Promotion is not null)
        {
            double? limit = status.Latest?.Phase is RolloutPhase.Succeeded && ShareGuard.IsJudged(status, track.Policy)
                ? ShareGuard.ShareOf(status, track.MaxCanaryShare)
                : null;
            guardian.Seen(track.Key, (double)ready / (ready + others), limit);
        }
    }

    private async Task<Partner?> PartnerOfAsync(TrackKey key, CancellationToken cancellationToken) =>
        catalog.PartnerOf(key) is { } other
            ? new Partner(
                other.Key,
                other.Image,
                await records.ReadAsync(other.Key, cancellationToken),
                await ReadyAsync(other.Key, cancellationToken))
            : null;

    private async Task<int> ReadyAsync(TrackKey track, CancellationToken cancellationToken) =>
        (await workloads.ListInstancesAsync(track, cancellationToken)).Count(instance => instance.Ready);

    private async Task<Measurement?> MeasureAsync(
        ReleasedTrack track, TrackRecord record, TrackObservation seen, Partner? partner, CancellationToken cancellationToken) =>
        Judging.Wish(record.Status, seen, track.Policy, time.GetUtcNow()) is { } wish
            ? await measurements.MeasureAsync(
                track.Key, wish.Release, wish.BesidePartner && partner is { Ready: > 0 } ? partner.Track : null, wish.Window, cancellationToken)
            : null;

    // What a track that has nothing beside it did before is what its next release is compared with.
    private async Task<TrackMeasurement?> MeasureBeforeAsync(
        ReleasedTrack track, TrackRecord record, TrackObservation seen, Resolution? resolution, CancellationToken cancellationToken) =>
        track.Policy is { Analysis: { } analysis, Promotion: null } && resolution is Resolution.Found found
        && record.Unanswered is { Kind: not RequestKind.RollBack } && seen.Template is { } template && template.Digest != found.Digest
            ? (await measurements.MeasureAsync(track.Key, template, null, analysis.Window, cancellationToken)).Candidate
            : null;

    // Of the last that it wrote down, whoever led before may have died before the history had it.
    private void RecordAgain(TrackStatus status)
    {
        foreach (var rollout in new[] { status.Latest, status.Refused }.OfType<Rollout>())
        {
            journal.Record(rollout);
        }
    }

    private async Task ActAsync(TrackKey key, ImmutableList<RolloutAction> actions, CancellationToken cancellationToken)
    {
        foreach (var action in actions)
        {
            await ActAsync(key, action, cancellationToken);
        }
    }

    private Task ActAsync(TrackKey key, RolloutAction action, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case RolloutAction.Roll roll:
                return workloads.RollAsync(key, roll.Release, cancellationToken);
            case RolloutAction.Scale scale:
                return workloads.ScaleAsync(key, scale.Instances, cancellationToken);
            case RolloutAction.ScaleToZero:
                return workloads.ScaleToZeroAsync(key, cancellationToken);
            case RolloutAction.Ask ask:
                return requests.AskAsync(ask.Track, ask.Request, cancellationToken);
            case RolloutAction.Record record:
                journal.Record(record.Rollout);
                return Task.CompletedTask;
            default:
                throw new InvalidOperationException($"No way to do {action}.");
        }
    }
}

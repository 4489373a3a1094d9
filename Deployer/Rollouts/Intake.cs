using System.Collections.Immutable;
using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>Takes the newest request up: joins it to a rollout of the same digest, starts a rollout, or refuses it.</summary>
internal static class Intake
{
    private static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LatestRetry = TimeSpan.FromSeconds(30);

    public static RolloutDecision TakeUp(
        TrackKey track,
        TrackRecord record,
        TrackObservation seen,
        Resolution? resolution,
        RolloutPolicy policy,
        DateTimeOffset now)
    {
        if (record.Unanswered is not { } request)
        {
            return RolloutMachine.Wait(record.Status, null, "");
        }

        return resolution switch
        {
            Resolution.Found found => Found(track, record.Status, request, found.Digest, seen, now),
            Resolution.Missing missing => Refuse(track, record.Status, request, missing.Message, now),
            Resolution.Unavailable away when now - request.RequestedAt >= policy.ResolveDeadline =>
                Refuse(track, record.Status, request, $"{away.Message} (asked for {policy.ResolveDeadline})", now),
            Resolution.Unavailable away => Wait(record.Status, request, away.Message, now),
            _ => Wait(record.Status, request, "the registry was not asked yet", now),
        };
    }

    private static RolloutDecision Found(
        TrackKey track,
        TrackStatus status,
        DesiredRelease request,
        Digest digest,
        TrackObservation seen,
        DateTimeOffset now)
    {
        if (status.Latest is { } latest && Answers(latest, digest) && status.Drift is null)
        {
            var joined = latest.Joined(request);
            return RolloutMachine.Act(
                status with { Answered = request.Id, Latest = joined, Waiting = null, TagMeant = digest },
                $"request {request.Id} asks for what rollout {latest.Id} brings",
                new RolloutAction.Record(joined));
        }

        var rollout = Begin(track, status, request, digest, seen, now);
        return RolloutMachine.Act(
            status with { Answered = request.Id, Latest = rollout, Waiting = null, TagMeant = digest, Drift = null },
            $"rollout {rollout.Id} of {rollout.Image.Familiar} began",
            [.. Superseded(status.Latest, rollout, now), new RolloutAction.Record(rollout)]);
    }

    // A release that failed may be asked for again once its rollout has ended: its surroundings may have been mended.
    private static bool Answers(Rollout latest, Digest digest) =>
        latest.Digest == digest && (latest.Phase.IsActive || latest.Phase == RolloutPhase.Succeeded);

    private static Rollout Begin(
        TrackKey track,
        TrackStatus status,
        DesiredRelease request,
        Digest digest,
        TrackObservation seen,
        DateTimeOffset now) => new(
            request.Id,
            track,
            [request.Id, .. request.Replaces],
            request.Source,
            request.Image,
            digest,
            status.Good.FirstOrDefault()?.Release ?? seen.Template,
            RolloutPhase.Progressing,
            Progress: default,
            Furthest: null,
            request.RequestedAt,
            StartedAt: now,
            ProgressedAt: now,
            FinishedAt: null,
            $"bringing {request.Image.At(digest)}",
            Trace: request.Trace);

    private static ImmutableList<RolloutAction> Superseded(Rollout? previous, Rollout next, DateTimeOffset now) =>
        previous is { Phase.IsActive: true }
            ? [new RolloutAction.Record(previous with
            {
                Phase = RolloutPhase.Superseded,
                FinishedAt = now,
                Message = $"superseded by rollout {next.Id}; until then: {previous.Message}",
            })]
            : [];

    // A request that names no image does not touch what runs, nor a rollout under way.
    private static RolloutDecision Refuse(
        TrackKey track,
        TrackStatus status,
        DesiredRelease request,
        string message,
        DateTimeOffset now)
    {
        var refused = new Rollout(
            request.Id,
            track,
            [request.Id, .. request.Replaces],
            request.Source,
            request.Image,
            request.Digest,
            From: null,
            RolloutPhase.Failed,
            Progress: default,
            Furthest: null,
            request.RequestedAt,
            StartedAt: now,
            ProgressedAt: now,
            FinishedAt: now,
            message,
            Trace: request.Trace);
        return RolloutMachine.Act(
            status with { Answered = request.Id, Refused = refused, Waiting = null },
            $"request {request.Id} was refused: {message}",
            new RolloutAction.Record(refused));
    }

    // Waits a quarter of the time that the request is old: often at first, seldom later, and nothing to remember.
    private static RolloutDecision Wait(TrackStatus status, DesiredRelease request, string message, DateTimeOffset now)
    {
        var retry = TimeSpan.FromTicks(Math.Clamp(
            (now - request.RequestedAt).Ticks / 4, SoonestRetry.Ticks, LatestRetry.Ticks));
        return RolloutMachine.Wait(
            status.Waiting == message ? status : status with { Waiting = message },
            retry,
            $"request {request.Id} waits: {message}");
    }
}

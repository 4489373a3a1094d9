using System.Collections.Immutable;
using Deployer.Images;

namespace Deployer.Rollouts;

/// <summary>Takes the newest request up: joins it to a rollout of the same digest, starts a rollout, or refuses it.</summary>
internal static class Intake
{
    private static readonly TimeSpan SoonestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LatestRetry = TimeSpan.FromSeconds(30);

    public static RolloutDecision TakeUp(PassInput input)
    {
        var (record, now) = (input.Record, input.Now);
        if (record.Unanswered is not { } request)
        {
            return RolloutMachine.Wait(record.Status, null, "");
        }

        if (Holding.Reason(record, input.Policy, now) is { } held)
        {
            return Hold(record.Status, request, held, now);
        }

        return input.Resolution switch
        {
            Resolution.Found found => Found(input, request, found.Digest),
            Resolution.Missing missing => Refuse(input.Track, record.Status, request, missing.Message, now),
            Resolution.Unavailable away when now - (record.Status.HeldAt ?? request.RequestedAt) >= input.Policy.ResolveDeadline =>
                Refuse(input.Track, record.Status, request, $"{away.Message} (asked for {input.Policy.ResolveDeadline})", now),
            Resolution.Unavailable away => Wait(record.Status, request, away.Message, now),
            _ => Wait(record.Status, request, "the registry was not asked yet", now),
        };
    }

    // A request that names no image, or that is not wanted any more, does not touch what runs, nor a rollout under way.
    public static RolloutDecision Refuse(
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
            Trace: request.Trace,
            Kind: request.Kind,
            Hands: request.By is { } by ? [by] : null);
        return RolloutMachine.Act(
            status with { Answered = request.Id, Refused = refused, Waiting = null, HeldAt = null },
            $"request {request.Id} was refused: {message}",
            new RolloutAction.Record(refused));
    }

    private static RolloutDecision Found(PassInput input, DesiredRelease request, Digest digest)
    {
        var (status, now) = (input.Record.Status, input.Now);
        if (Holding.Void(request, digest, input.Partner) is { } voided)
        {
            return Refuse(input.Track, status, request, voided, now);
        }

        if (!IsFirst(input) && Holding.Reason(request, digest, input.Partner, input.Policy) is { } held)
        {
            return Hold(status, request, held, now);
        }

        // What a tag means is known by the tag alone.
        var tagMeant = request.Kind is RequestKind.Push ? digest : status.TagMeant;
        if (status.Latest is { } latest && Answers(latest, request, digest) && status.Drift is null)
        {
            var joined = latest.Joined(request);
            return RolloutMachine.Act(
                status with { Answered = request.Id, Latest = joined, Waiting = null, HeldAt = null, TagMeant = tagMeant },
                $"request {request.Id} asks for what rollout {latest.Id} brings",
                new RolloutAction.Record(joined));
        }

        var rollout = Begin(input, request, digest);
        return RolloutMachine.Act(
            status.WithProven(input.Policy.WatchAfterSuccess, now) with
            {
                Answered = request.Id,
                Latest = rollout,
                Waiting = null,
                HeldAt = null,
                TagMeant = tagMeant,
                Drift = null,
            },
            $"rollout {rollout.Id} of {rollout.Image.Familiar} began",
            [.. Superseded(status.Latest, rollout, now), new RolloutAction.Record(rollout)]);
    }

    // Where nothing runs and nothing ever did there is nothing to lose, and nothing that a canary could be compared with: if the
    // first release waited for one, it would wait for ever.
    private static bool IsFirst(PassInput input) =>
        input.Record.Status.Good.IsEmpty && input.Seen is { Template: null, Progress: { Available: 0, Outdated: 0 } };

    // A release that failed may be asked for again once its rollout has ended: its surroundings may have been mended. Who asks
    // for it by hand need not wait for that, and would otherwise get what they turned away from.
    private static bool Answers(Rollout latest, DesiredRelease request, Digest digest) => latest.Digest == digest && latest.Phase switch
    {
        RolloutPhase.RollingBack => request.Kind is not RequestKind.RollBack,
        _ => latest.Phase.IsActive || latest.Phase is RolloutPhase.Succeeded,
    };

    private static Rollout Begin(PassInput input, DesiredRelease request, Digest digest) => new(
            request.Id,
            input.Track,
            [request.Id, .. request.Replaces],
            request.Source,
            request.Image,
            digest,
            input.Record.Status.Good.FirstOrDefault()?.Release ?? input.Seen.Template,
            RolloutPhase.Progressing,
            Progress: default,
            Furthest: null,
            request.RequestedAt,
            StartedAt: input.Now,
            ProgressedAt: input.Now,
            FinishedAt: null,
            $"bringing {request.Image.At(digest)}",
            Trace: request.Trace,
            Kind: request.Kind,
            Before: input.Before,
            Hands: request.By is { } by ? [by] : null);

    private static ImmutableList<RolloutAction> Superseded(Rollout? previous, Rollout next, DateTimeOffset now) =>
        previous is { Phase.IsActive: true }
            ? [new RolloutAction.Record(previous with
            {
                Phase = RolloutPhase.Superseded,
                FinishedAt = now,
                Message = $"superseded by rollout {next.Id}; until then: {previous.Message}",
            })]

            // What was measured since it succeeded.
            : previous is { Analysis: not null } ? [new RolloutAction.Record(previous)]
            : [];

    // The patience with the registry counts from here, once the request is free.
    private static RolloutDecision Hold(TrackStatus status, DesiredRelease request, string message, DateTimeOffset now)
    {
        var held = Wait(status, request, message, now);
        return status.HeldAt is { } since && now - since < LatestRetry ? held : held with { Status = held.Status with { HeldAt = now } };
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

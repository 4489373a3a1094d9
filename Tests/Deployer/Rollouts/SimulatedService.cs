using System.Collections.Immutable;
using Deployer.Analysis;
using Deployer.Images;
using Deployer.Rollouts;
using Tests.Analysis;

namespace Tests.Rollouts;

/// <summary>
/// Both tracks of a service with the real state machine, over a cluster, a registry and traffic that do what a test says. What the
/// machine claims is held against what has happened at every step.
/// </summary>
internal sealed class SimulatedService
{
    public const double MaxShare = 0.25;

    private static readonly ImageReference Image = ImageReference.Parse("api:stable");

    // By the first digit of a digest: how its instances behave.
    private static readonly TrackMeasurement Silent = Tracks.Of(0);
    private static readonly TrackMeasurement Fine = Tracks.Of(300, 1);
    private static readonly TrackMeasurement Erring = Tracks.Of(300, 30);
    private static readonly TrackMeasurement Slow = Tracks.Of(300, 1, latency: 0.1);

    private readonly Dictionary<string, SimulatedSide> _sides;
    private readonly Dictionary<string, Rollout> _history = [];
    private int _requests;

    public SimulatedService(bool automatic, int approvals, bool requireCanary, params ImmutableArray<double> steps)
    {
        var policy = new RolloutPolicy(
            TimeSpan.FromSeconds(60),
            TimeSpan.FromSeconds(60),
            TimeSpan.FromMinutes(5),
            RollBack: true,
            ScaleToZero: false,
            Tracks.Policy,
            RequireCanary: requireCanary,
            Freezes: []);
        var promotion = new PromotionPolicy(
            automatic, TimeSpan.FromSeconds(20), approvals, TimeSpan.FromMinutes(2), RequireVerdict: requireCanary, []);
        _sides = new Dictionary<string, SimulatedSide>
        {
            ["stable"] = new(new TrackKey("api", "stable"), policy, configured: 1),
            ["canary"] = new(
                new TrackKey("api", "canary"),
                policy with { Promotion = promotion, ScaleToZero = true, RequireCanary = false, Steps = steps },
                configured: 2),
        };
    }

    public SimulatedSide Stable => _sides["stable"];

    public SimulatedSide Canary => _sides["canary"];

    public DateTimeOffset Now { get; private set; } = Tracks.Start;

    public bool Traffic { get; set; } = true;

    public bool MonitorAway { get; set; }

    public bool RegistryAway { get; set; }

    public bool AutoscalerAway { get; set; }

    public static Digest DigestOf(Quality quality, int number) =>
        Digest.Parse($"sha256:{(int)quality}{number:x}{new string('0', 62)}");

    public void Push(string track, Digest digest) => Ask(_sides[track], digest, RequestKind.Push);

    /// <param name="write">Whether the process lives long enough to write what it decided.</param>
    /// <param name="act">Whether it lives long enough to do it.</param>
    public void Pass(string track, bool write = true, bool act = true)
    {
        var (side, other) = (_sides[track], _sides[track == "stable" ? "canary" : "stable"]);
        var record = side.Record;
        var seen = side.See();
        var resolution = record.Unanswered is { } request && Holding.Reason(record, side.Policy, Now) is null
            ? Resolve(request.Digest)
            : null;
        var measurement = Judging.Wish(record.Status, seen, side.Policy, Now) is { } wish ? Measure(side, wish, other) : null;
        var decision = RolloutMachine.Decide(new PassInput(
            side.Key,
            record,
            new Partner(other.Key, Image, other.Record, other.Ready),
            seen,
            resolution,
            measurement,
            MonitorAway || !Traffic ? null : Fine,
            side.Policy,
            WatchedSince: default,
            Now,
            ShareGuard.FloorToBegin(seen.Coming, MaxShare, side.Policy)));
        if (!write)
        {
            return;
        }

        side.Write(decision.Status);
        if (act)
        {
            Act(side, seen, decision);
        }
    }

    public void StepInstances(string track) => _sides[track].StepInstances();

    public void Advance(TimeSpan time) => Now += time;

    public HandOutcome Turn(string track, HandAction action, string by)
    {
        var side = _sides[track];
        var outcome = Wheel.Turn(side.Key, side.Record, new Hand(action, by, Now, "a test"), side.Policy);
        if (outcome is HandOutcome.Changed changed)
        {
            side.Write(changed.Status);
            foreach (var rollout in changed.Rollouts)
            {
                _history[rollout.Id] = rollout;
            }
        }

        return outcome;
    }

    /// <summary>By hand to the release of some rollout in the history.</summary>
    public void RollBack(string track, int number)
    {
        var side = _sides[track];
        if (_history.Count > 0 && _history.Values.ElementAt(number % _history.Count) is var past
            && Wheel.RollBack(side.Key, side.Record, past, past.Id) is HandOutcome.Changed)
        {
            Ask(side, past.Digest!.Value, RequestKind.RollBack);
        }
    }

    /// <summary>Everything works again, nobody holds anything up, and time goes on until nothing changes any more.</summary>
    public void Settle()
    {
        (Traffic, MonitorAway, RegistryAway, AutoscalerAway) = (true, false, false, false);
        foreach (var (name, side) in _sides)
        {
            side.Stuck = false;
            Turn(name, HandAction.Resume, "ann");
        }

        for (var pass = 0; pass < 120; pass++)
        {
            foreach (var name in _sides.Keys)
            {
                Pass(name);
                StepInstances(name);
            }

            Advance(TimeSpan.FromSeconds(5));
        }
    }

    private void Ask(SimulatedSide side, Digest digest, RequestKind kind)
    {
        var request = new DesiredRelease($"{++_requests}", Image, digest, Now, "test", null, [], Kind: kind);
        side.Ask(request);
    }

    private Resolution Resolve(Digest? digest) =>
        RegistryAway ? new Resolution.Unavailable("no answer") : new Resolution.Found(digest!.Value);

    private Measurement Measure(SimulatedSide side, MeasurementWish wish, SimulatedSide other) => MonitorAway
        ? new Measurement(Now, wish.Window, null, null, "nobody answers")
        : new Measurement(
            Now,
            wish.Window,
            Behaviour(wish.Release.Digest, side),
            wish.BesidePartner && other.Ready > 0 ? Traffic ? Fine : Silent : null,
            null);

    private TrackMeasurement Behaviour(Digest digest, SimulatedSide side) => !Traffic || side.Ready == 0 ? Silent : QualityOf(digest) switch
    {
        Quality.Erring => Erring,
        Quality.Slow => Slow,
        Quality.Overloaded when side == Stable => Erring,
        _ => Fine,
    };

    // In the reconciler's order: what is taken off first, what is brought only with its floor.
    private void Act(SimulatedSide side, TrackObservation seen, RolloutDecision decision)
    {
        var goesBack = ShareGuard.GoesBack(decision.Status.Latest);
        if (goesBack)
        {
            decision.Actions.ForEach(action => Act(side, action));
        }

        var guarded = side != Canary || Hold(ShareGuard.FloorFor(decision.Status, seen.Coming, MaxShare, side.Policy));
        foreach (var action in goesBack ? [] : guarded ? decision.Actions : decision.Actions.RemoveAll(action => action.TakesTraffic))
        {
            HoldsItsShare(side, action);
            Act(side, action);
        }
    }

    private bool Hold(int? floor)
    {
        if (!AutoscalerAway)
        {
            Stable.Floor = floor ?? 0;
        }

        return !AutoscalerAway || floor is null;
    }

    // A stable without any instance has no traffic to guard.
    private void HoldsItsShare(SimulatedSide side, RolloutAction action)
    {
        if (side == Canary && action is RolloutAction.Roll roll && roll.Release.Digest != side.Runs && Stable.Ready > 0
            && side.Wanted / (double)(side.Wanted + Stable.Ready) > MaxShare + 1e-9)
        {
            throw new InvalidOperationException($"{side.Wanted} canaries are brought beside {Stable.Ready} of stable.");
        }
    }

    private void Act(SimulatedSide side, RolloutAction action)
    {
        if (action is RolloutAction.Record record)
        {
            _history[record.Rollout.Id] = record.Rollout;
        }
        else if (action is RolloutAction.Ask ask)
        {
            var asked = _sides[ask.Track.Track];
            if (asked.Record.Desired is not { } desired || (desired.Id != ask.Request.Id && desired.RequestedAt <= ask.Request.RequestedAt))
            {
                asked.Ask(ask.Request);
            }
        }
        else
        {
            side.Act(action);
        }
    }

    internal static Quality QualityOf(Digest digest) => (Quality)(digest.ToString()["sha256:".Length] - '0');

    internal enum Quality
    {
        Good,
        Erring,
        Slow,
        Crashing,

        /// <summary>It bears a canary's share, and not all of the traffic.</summary>
        Overloaded,
    }
}

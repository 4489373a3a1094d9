using Deployer.Analysis;
using Deployer.Images;
using Deployer.Rollouts;

namespace Tests.Rollouts;

/// <summary>A track whose cluster and registry do what the test says; passes are made with the real state machine.</summary>
internal sealed class TrackModel
{
    public static readonly Digest One = Digest.Parse("sha256:" + new string('1', 64));
    public static readonly Digest Two = Digest.Parse("sha256:" + new string('2', 64));

    private const int Wanted = 3;
    private static readonly ImageReference Image = ImageReference.Parse("api:canary");
    public static readonly TrackKey Key = new("api", "canary");

    private DesiredRelease? _desired;
    private Measurement? _measurement;
    private Resolution? _resolution;
    private TrackObservation _seen = TrackObservation.Nothing;

    public DateTimeOffset Now { get; private set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset WatchedSince { get; set; }

    public RolloutPolicy Policy { get; set; } = new(
        TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), RollBack: true, ScaleToZero: true);

    public int Floor { get; set; }

    public TrackMeasurement? Before { get; set; }

    public RequestKind Kind { get; set; }

    public Partner? Partner { get; set; }

    public TrackRecord Record => new(_desired, Status);

    public TrackStatus Status { get; set; } = TrackStatus.Empty;

    public Rollout Latest => Status.Latest!;

    public List<Release> Rolls { get; } = [];

    public Dictionary<string, Rollout> Recorded { get; } = [];

    public bool ScaledToZero { get; private set; }

    /// <summary>What the latest pass asked for, if it did; null for what is configured.</summary>
    public int? Scaled { get; private set; }

    public TrackModel Ask(string id, Digest digest) => Ask(id, new Resolution.Found(digest));

    public TrackModel Ask(string id, Resolution resolution)
    {
        var hand = Kind is RequestKind.RollBack ? new Hand(HandAction.RollBack, "ann", Now, "because") : null;
        var digest = Kind is RequestKind.RollBack && resolution is Resolution.Found found ? found.Digest : (Digest?)null;
        var request = new DesiredRelease(id, Image, digest, Now, "test", null, [], Kind: Kind, By: hand);
        _desired = new TrackRecord(_desired, Status).Unanswered is { } overtaken ? request.Replacing(overtaken) : request;
        _resolution = resolution;
        return this;
    }

    public TrackModel Succeed(string id, Digest digest) => Ask(id, digest).Pass().Rolled(Wanted, 0).Pass();

    public TrackModel Rolled(int available, int outdated)
    {
        _seen = _seen with
        {
            Progress = new RolloutProgress(Scaled ?? Wanted, available, available, outdated),
            Faults = [],
        };
        return this;
    }

    public TrackModel ByHand(Digest digest)
    {
        _seen = new TrackObservation(
            new Release(Image, digest), new RolloutProgress(Wanted, Wanted, Wanted, 0), []);
        return this;
    }

    /// <summary>Its template names no exact release.</summary>
    public TrackModel ByTag(string image)
    {
        _seen = new TrackObservation(null, new RolloutProgress(Wanted, Wanted, Wanted, 0), [], image);
        return this;
    }

    /// <summary>What the next passes see measured; nothing when null.</summary>
    public TrackModel Measured(TrackMeasurement? candidate, TrackMeasurement? baseline = null)
    {
        _measurement = candidate is null ? null : new Measurement(Now, TimeSpan.FromMinutes(1), candidate, baseline, null);
        return this;
    }

    public MeasurementWish? Wish() => Judging.Wish(Status, _seen, Policy, Now);

    /// <summary>Takes the wheel; what it changes is written.</summary>
    public HandOutcome Turn(HandAction action, string by = "ann", string? why = "because", string? rollout = null)
    {
        var outcome = Wheel.Turn(Key, Record, new Hand(action, by, Now, why), Policy, rollout);
        Status = outcome is HandOutcome.Changed changed ? changed.Status : Status;
        return outcome;
    }

    public List<RolloutAction.Ask> Asks { get; } = [];

    public TrackModel Fault()
    {
        _seen = _seen with { Faults = [new InstanceFault("api-1", "CrashLoopBackOff", "exit code 134")] };
        return this;
    }

    public TrackModel Unready()
    {
        _seen = _seen with { Unready = new InstanceFault("api-2", "NotReady", "runs for 60 s") };
        return this;
    }

    public TrackModel After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public RolloutDecision Decide()
    {
        var record = new TrackRecord(_desired, Status);
        return RolloutMachine.Decide(new PassInput(
            Key,
            record,
            Partner,
            _seen,
            record.Unanswered is null ? null : _resolution,
            _measurement,
            Before,
            Policy,
            WatchedSince,
            Now,
            Floor));
    }

    /// <summary>Decides, and does what was decided; a template once rolled is seen from then on.</summary>
    public TrackModel Pass()
    {
        var decision = Decide();
        Status = decision.Status;
        foreach (var action in decision.Actions)
        {
            switch (action)
            {
                case RolloutAction.Roll roll:
                    Rolls.Add(roll.Release);
                    _seen = new TrackObservation(roll.Release, new RolloutProgress(Wanted, 0, 0, Wanted), []);
                    break;
                case RolloutAction.Ask ask:
                    Asks.Add(ask);
                    break;
                case RolloutAction.Record record:
                    Recorded[record.Rollout.Id] = record.Rollout;
                    break;
                case RolloutAction.Scale scale:
                    Scaled = scale.Instances;
                    _seen = _seen with { Progress = _seen.Progress with { Wanted = scale.Instances ?? Wanted } };
                    break;
                case RolloutAction.ScaleToZero:
                    ScaledToZero = true;
                    break;
            }
        }

        return this;
    }
}

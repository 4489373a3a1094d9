using Deployer.Images;
using Deployer.Rollouts;
using static Tests.Rollouts.SimulatedService;

namespace Tests.Rollouts;

/// <summary>
/// One track of a simulated service: so many instances as are configured, or as it is scaled to, that are replaced one a step.
/// </summary>
internal sealed class SimulatedSide(TrackKey key, RolloutPolicy policy, int configured)
{
    private readonly HashSet<Digest> _failed = [];
    private Release? _template;
    private int? _scaled;
    private int _floor;
    private int _updated;
    private int _outdated;

    public TrackKey Key => key;

    public RolloutPolicy Policy => policy;

    public TrackRecord Record { get; private set; } = TrackRecord.Empty;

    public Rollout? Latest => Record.Status.Latest;

    public Digest? Runs => _template?.Digest;

    /// <summary>Whether nothing starts: the cluster is full.</summary>
    public bool Stuck { get; set; }

    public int Ready => _template is null ? 0 : _outdated + (IsCrashing ? 0 : _updated);

    /// <summary>No fewer instances than these; 0 for none.</summary>
    public int Floor
    {
        get => _floor;
        set
        {
            _floor = value;
            _updated = Math.Min(_updated, Wanted);
        }
    }

    public int Wanted => Math.Max(_scaled ?? configured, Floor);

    /// <summary>What the track ran after its newest rollout had ended.</summary>
    public bool EverSucceeded(Digest digest) => Succeeded.Contains(digest);

    public HashSet<Digest> Succeeded { get; } = [];

    private bool IsCrashing => _template is { } template && QualityOf(template.Digest) == Quality.Crashing;

    public void Ask(DesiredRelease request) => Record = Record with
    {
        Desired = Record.Unanswered is { } overtaken ? request.Replacing(overtaken) : request,
    };

    public TrackObservation See() => _template is null ? TrackObservation.Nothing with { Configured = configured } : new TrackObservation(
        _template,
        new RolloutProgress(Wanted, IsCrashing ? 1 : _updated, IsCrashing ? 0 : _updated, _outdated),
        IsCrashing ? [new InstanceFault("api-1", "CrashLoopBackOff", "exit code 1")] : []);

    /// <summary>Takes the status down, and holds what it says against what went before.</summary>
    public void Write(TrackStatus status)
    {
        Note(Latest, status.Latest);

        // Not by an assertion with a lambda, which is compiled anew each of the many times.
        if (status.Good.Any(good => _failed.Contains(good.Release.Digest))
            || status.Good.DistinctBy(good => good.Release.Digest).Count() != status.Good.Count)
        {
            throw new InvalidOperationException($"{key} is said to be good on what has failed, or twice on the same.");
        }

        Record = Record with { Status = status };
    }

    public void Act(RolloutAction action)
    {
        switch (action)
        {
            case RolloutAction.Roll roll when roll.Release != _template:
                _outdated = _template is null ? 0 : Ready;
                _updated = 0;
                _template = roll.Release;
                break;
            case RolloutAction.Scale scale when _template is not null:
                _scaled = scale.Instances;
                _updated = Math.Min(_updated, Wanted);
                break;
            case RolloutAction.ScaleToZero:
                _scaled = null;
                (_template, _updated, _outdated) = (null, 0, 0);
                break;
        }
    }

    public void StepInstances()
    {
        if (_template is null || Stuck || IsCrashing)
        {
            return;
        }

        _updated = Math.Min(Wanted, _updated + 1);
        _outdated = Math.Max(0, Math.Min(_outdated, Wanted - _updated));
    }

    private void Note(Rollout? was, Rollout? now)
    {
        if (now is null || (was?.Id == now.Id && was.Phase == now.Phase))
        {
            return;
        }

        switch (now)
        {
            case { Phase: RolloutPhase.Succeeded, Digest: { } digest }:
                _failed.Remove(digest);
                Succeeded.Add(digest);
                break;
            case { Phase: RolloutPhase.RollingBack or RolloutPhase.Failed, Digest: { } digest }:
                _failed.Add(digest);
                break;
        }

        if (now.Phase is RolloutPhase.Failed && was?.Phase is RolloutPhase.RollingBack && now.BackTo is { } back)
        {
            _failed.Add(back.Digest);
        }
    }
}

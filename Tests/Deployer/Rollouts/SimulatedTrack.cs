using Deployer.Images;
using Deployer.Rollouts;

namespace Tests.Rollouts;

/// <summary>A track whose instances are replaced one a step; those of the bad digest never become available.</summary>
internal sealed class SimulatedTrack
{
    public static readonly Digest Good = Digest.Parse("sha256:" + new string('1', 64));
    public static readonly Digest OtherGood = Digest.Parse("sha256:" + new string('2', 64));
    public static readonly Digest Bad = Digest.Parse("sha256:" + new string('b', 64));

    private const int Wanted = 3;
    private static readonly ImageReference Image = ImageReference.Parse("api:canary");
    private static readonly RolloutPolicy Policy = new(
        TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromHours(1), RollBack: true, ScaleToZero: true);

    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TrackRecord _record = TrackRecord.Empty;
    private Digest? _asked;
    private Release? _template;
    private int _updated;
    private int _outdated;
    private int _requests;
    private string? _lastRolledFor;

    public RolloutPhase? Phase => _record.Status.Latest?.Phase;

    public bool Unanswered => _record.Unanswered is not null;

    /// <summary>How often the newest rollout changed the template to its own release.</summary>
    public int RollsOfOneRequest { get; private set; }

    public Digest? Runs => _template?.Digest;

    /// <summary>
    /// What the latest rollout has to leave running: its release if it succeeded (a bad one never does), else the last good
    /// one, else nothing. A good one fails too, if its instances do not come in time.
    /// </summary>
    public Digest? ShouldRun => _record.Status.Latest switch
    {
        null => null,
        { Phase: RolloutPhase.Succeeded } succeeded when succeeded.Digest != Bad => succeeded.Digest,
        { Phase: RolloutPhase.Succeeded } => throw new InvalidOperationException("A bad release succeeded."),
        _ => _record.Status.Good.FirstOrDefault()?.Release.Digest,
    };

    public void Push(Digest? digest)
    {
        var request = new DesiredRelease($"{++_requests}", Image, null, _now, "test", null, []);
        _record = _record with
        {
            Desired = _record.Unanswered is { } overtaken ? request.Replacing(overtaken) : request,
        };
        _asked = digest;
    }

    public void Pass(bool write = true, bool act = true)
    {
        var resolution = _record.Unanswered is null ? null
            : _asked is { } digest ? new Resolution.Found(digest)
            : (Resolution)new Resolution.Missing("there is no such image");
        var decision = RolloutMachine.Decide(new PassInput(
            new TrackKey("api", "canary"), _record, Partner: null, See(), resolution, null, null, Policy, WatchedSince: default, _now));
        _record = write ? _record with { Status = decision.Status } : _record;
        foreach (var action in act ? decision.Actions : [])
        {
            Act(action);
        }
    }

    public void StepInstances()
    {
        if (_template is null || _template.Digest == Bad)
        {
            return;
        }

        _updated = Math.Min(Wanted, _updated + 1);
        _outdated = Math.Max(0, Math.Min(_outdated, Wanted - _updated));
    }

    public void Advance(TimeSpan time) => _now += time;

    /// <summary>Lets everything go its way until nothing changes any more.</summary>
    public void Settle()
    {
        for (var pass = 0; pass < 40; pass++)
        {
            Pass();
            StepInstances();
            Advance(TimeSpan.FromSeconds(1));
        }
    }

    private TrackObservation See() => new(
        _template,
        _template is null ? default : new RolloutProgress(Wanted, _template.Digest == Bad ? 1 : _updated, Available(), _outdated),
        _template?.Digest == Bad ? [new InstanceFault("api-1", "CrashLoopBackOff", "exit code 1")] : []);

    private int Available() => _template?.Digest == Bad ? 0 : _updated;

    private void Act(RolloutAction action)
    {
        switch (action)
        {
            case RolloutAction.Roll roll when roll.Release != _template:
                Count(roll.Release);
                _outdated = _template is null ? 0 : Wanted;
                _updated = 0;
                _template = roll.Release;
                break;
            case RolloutAction.ScaleToZero:
                (_template, _updated, _outdated) = (null, 0, 0);
                break;
        }
    }

    private void Count(Release release)
    {
        var latest = _record.Status.Latest!;
        if (release.Digest != latest.Digest)
        {
            return;
        }

        RollsOfOneRequest = _lastRolledFor == latest.Id ? RollsOfOneRequest + 1 : 1;
        _lastRolledFor = latest.Id;
    }
}

namespace Deployer.Local.Probes;

/// <summary>
/// The three probes of one process together: which of them are asked now, and what follows from their answers.
/// </summary>
internal sealed record HealthState(ProbeState Startup, ProbeState Readiness, ProbeState Liveness)
{
    /// <summary>Of a process that was just started. A probe that is not set counts as succeeded.</summary>
    public static HealthState Of(ProbeOptions startup, ProbeOptions readiness, ProbeOptions liveness) =>
        new(InitialOf(startup), InitialOf(readiness), InitialOf(liveness));

    public bool Started => Startup.Verdict == ProbeVerdict.Succeeded;

    public bool Ready => Started && Readiness.Verdict == ProbeVerdict.Succeeded;

    /// <summary>The probe whose failure calls for a restart, if any.</summary>
    public ProbeKind? Fatal =>
        Startup.Verdict == ProbeVerdict.Failed ? ProbeKind.Startup
        : Started && Liveness.Verdict == ProbeVerdict.Failed ? ProbeKind.Liveness
        : null;

    /// <summary>Whether this probe is asked now: startup until it has succeeded, the others from then on.</summary>
    public bool Asks(ProbeKind kind) => kind == ProbeKind.Startup ? !Started : Started;

    public ProbeState this[ProbeKind kind] => kind switch
    {
        ProbeKind.Startup => Startup,
        ProbeKind.Readiness => Readiness,
        _ => Liveness,
    };

    /// <summary>Takes an answer in. One that was under way when its probe ceased to be asked changes nothing.</summary>
    public HealthState Next(ProbeKind kind, ProbeResult result, ProbeOptions options)
    {
        if (!Asks(kind))
        {
            return this;
        }

        var next = this[kind].Next(result, options.SuccessThreshold, options.FailureThreshold);
        return kind switch
        {
            ProbeKind.Startup => this with { Startup = next },
            ProbeKind.Readiness => this with { Readiness = next },
            _ => this with { Liveness = next },
        };
    }

    /// <summary>It was seen to refuse traffic: not ready until a readiness probe says so again.</summary>
    public HealthState Unreachable(string message) =>
        this with { Readiness = new ProbeState(ProbeVerdict.Failed, 1, new ProbeResult(false, message)) };

    private static ProbeState InitialOf(ProbeOptions options) =>
        options.IsSet ? ProbeState.Initial : ProbeState.Initial with { Verdict = ProbeVerdict.Succeeded };
}

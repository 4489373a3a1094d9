namespace AppHost.Release;

/// <summary>The probes on this machine, where asking often costs nothing and a developer waits for the answer.</summary>
internal static class LocalProbes
{
    private static readonly TimeSpan StartupPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StartupLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ReadinessPeriod = TimeSpan.FromSeconds(1);

    public static IReadOnlyDictionary<string, ProbeOptions> Of(TrackOptions track) => new Dictionary<string, ProbeOptions>
    {
        ["Startup"] = Faster(track.Startup, StartupPeriod),
        ["Readiness"] = track.Readiness with { Period = Shorter(track.Readiness.Period, ReadinessPeriod) },
        ["Liveness"] = track.Liveness,
    };

    /// <summary>Asks more often and gives up after the same time, or sooner: a developer waits for the verdict.</summary>
    private static ProbeOptions Faster(ProbeOptions probe, TimeSpan period)
    {
        var faster = Shorter(probe.Period, period);
        var limit = Shorter(probe.Period * probe.FailureThreshold, StartupLimit);
        return probe with { Period = faster, FailureThreshold = (int)Math.Ceiling(limit / faster) };
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

namespace Deployer.Local.Probes;

/// <summary>Asks one probe of one process, time and again.</summary>
internal sealed class ProbeLoop(ProbeKind kind, ProbeOptions options, int port, IProber prober, TimeProvider time)
{
    /// <summary>Ends only with the token.</summary>
    public async Task RunAsync(
        DateTimeOffset startedAt, Action<ProbeKind, ProbeResult> answered, CancellationToken cancellationToken)
    {
        var delay = startedAt + options.InitialDelay - time.GetUtcNow();
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, time, cancellationToken);
        }

        using var timer = new PeriodicTimer(options.Period, time);
        do
        {
            await AskAsync(answered, cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    public async Task AskAsync(Action<ProbeKind, ProbeResult> answered, CancellationToken cancellationToken) =>
        answered(kind, await prober.ProbeAsync(port, options.Path, options.Timeout, cancellationToken));
}

namespace Deployer.Local.Probes;

/// <summary>Asks an instance.</summary>
internal interface IProber
{
    /// <summary>Never throws for what the instance does or does not answer.</summary>
    Task<ProbeResult> ProbeAsync(int port, string path, TimeSpan timeout, CancellationToken cancellationToken);
}

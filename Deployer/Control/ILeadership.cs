namespace Deployer.Control;

/// <summary>Sees to it that of all replicas of the Deployer only one acts.</summary>
internal interface ILeadership
{
    /// <summary>
    /// Runs <paramref name="lead"/> while this process leads, and again whenever it leads anew; its token is cancelled the
    /// moment the lead is lost. Ends only with <paramref name="cancellationToken"/>.
    /// </summary>
    Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken);
}

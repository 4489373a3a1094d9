namespace Deployer.Control;

/// <summary>Leads where there can be no second.</summary>
internal sealed class AlwaysLeader : ILeadership
{
    public Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken) => lead(cancellationToken);
}

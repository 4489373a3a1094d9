using Deployer.Control;
using k8s;
using k8s.Autorest;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using k8s.Models;
using Microsoft.Extensions.Options;

namespace Deployer.Kube.Leadership;

/// <summary>Leads while it holds a Lease. The holder stops before another may begin, unless clocks run at different speeds.</summary>
internal sealed class LeaseLeadership(
    KubeApi api, IOptions<KubeOptions> options, TimeProvider time, ILogger<LeaseLeadership> logger) : ILeadership
{
    private readonly LeaseOptions _lease = options.Value.Lease;

    /// <summary>Unique for each process, so that one that has restarted is not taken for the one that died.</summary>
    public string Identity { get; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    public async Task LeadAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken)
    {
        Term? current = null;
        var @lock = new WatchfulLock(
            new LeaseLock(api.Client, api.Namespace, _lease.Name, Identity),
            api,
            holder => LoseTo(holder, Volatile.Read(ref current)),
            reason => Log.LeaseUnreachable(logger, _lease.Name, reason));
        using var elector = new LeaderElector(new LeaderElectionConfig(@lock)
        {
            LeaseDuration = _lease.Duration,
            RenewDeadline = _lease.RenewDeadline,
            RetryPeriod = _lease.RetryPeriod,
        });
        elector.OnStartedLeading += () =>
        {
            Log.Leading(logger, Identity);
            current!.Begin();
        };
        elector.OnStoppedLeading += () => current!.End();
        elector.OnNewLeader += leader => Log.SeenLeading(logger, leader, Identity);
        try
        {
            while (true)
            {
                await using (var term = new Term(lead, cancellationToken))
                {
                    Volatile.Write(ref current, term);
                    await ServeAsync(elector, term, cancellationToken);
                }

                await Task.Delay(_lease.RetryPeriod, time, cancellationToken);
            }
        }
        finally
        {
            await ReleaseAsync();
        }
    }

    private async Task ServeAsync(LeaderElector elector, Term term, CancellationToken cancellationToken)
    {
        try
        {
            await elector.RunUntilLeadershipLostAsync(term.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The term has ended; the next one begins with another try.
        }
        finally
        {
            if (term.HasBegun)
            {
                Log.LeadLost(logger, Identity);
            }
        }
    }

    // The elector itself would go on trying until its deadline after another has taken the Lease.
    private void LoseTo(string? holder, Term? term)
    {
        if (holder != Identity && term is { HasBegun: true })
        {
            term.End();
        }
    }

    /// <summary>Gives the Lease back, so that another need not wait until it has run out.</summary>
    private async Task ReleaseAsync()
    {
        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, time);
        try
        {
            while (await api.FindAsync(
                "leases",
                _lease.Name,
                (client, cancel) => client.CoordinationV1.ReadNamespacedLeaseAsync(_lease.Name, api.Namespace, cancellationToken: cancel),
                patience.Token) is { } lease && lease.Spec.HolderIdentity == Identity)
            {
                if (await TryReleaseAsync(lease, patience.Token))
                {
                    Log.LeaseReleased(logger, _lease.Name);
                    return;
                }
            }
        }
        catch (Exception exception) when (
            exception is ClusterUnavailableException or HttpOperationException or OperationCanceledException)
        {
            // It runs out by itself.
            Log.LeaseUnreachable(logger, _lease.Name, exception.Message);
        }
    }

    /// <summary>Returns whether it could: a renewal that was broken off at the end of the lead may come in still.</summary>
    private async Task<bool> TryReleaseAsync(V1Lease lease, CancellationToken cancellationToken)
    {
        lease.Spec.HolderIdentity = "";
        lease.Spec.LeaseDurationSeconds = 1;
        try
        {
            await api.AskAsync(
                "update",
                "leases",
                _lease.Name,
                (client, cancel) => client.CoordinationV1.ReplaceNamespacedLeaseAsync(
                    lease, _lease.Name, api.Namespace, cancellationToken: cancel),
                cancellationToken);
            return true;
        }
        catch (HttpOperationException exception) when (exception.IsConflict)
        {
            return false;
        }
    }
}

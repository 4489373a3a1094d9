using Deployer.Control;
using k8s.Autorest;
using k8s.LeaderElection;

namespace Deployer.Kube.Leadership;

/// <summary>
/// A lock that tells whom it has seen hold it, and for which a fault is an attempt that failed: otherwise the elector would
/// give up the lead at the first answer that is late, and not only after its renewal deadline.
/// </summary>
internal sealed class WatchfulLock(ILock inner, KubeApi api, Action<string?> seen, Action<string> failed) : ILock
{
    private const string Resource = "leases";

    public string Identity => inner.Identity;

    public string Describe() => inner.Describe();

    public async Task<LeaderElectionRecord> GetAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var record = await api.AskAsync(
                "get", Resource, Describe(), (_, cancel) => inner.GetAsync(cancel), cancellationToken);
            seen(record?.HolderIdentity);
            return record!;
        }
        catch (ClusterUnavailableException exception)
        {
            failed(exception.Message);

            // The elector takes this one for «not now»; anything else ends its loop.
            throw new HttpOperationException(exception.Message, exception)
            {
                Response = (exception.InnerException as HttpOperationException)?.Response ??
                    new HttpResponseMessageWrapper(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable), ""),
            };
        }
    }

    public Task<bool> CreateAsync(LeaderElectionRecord record, CancellationToken cancellationToken = default) =>
        TryAsync("create", cancel => inner.CreateAsync(record, cancel), cancellationToken);

    public Task<bool> UpdateAsync(LeaderElectionRecord record, CancellationToken cancellationToken = default) =>
        TryAsync("update", cancel => inner.UpdateAsync(record, cancel), cancellationToken);

    private async Task<bool> TryAsync(
        string verb, Func<CancellationToken, Task<bool>> write, CancellationToken cancellationToken)
    {
        try
        {
            return await api.AskAsync(verb, Resource, Describe(), (_, cancel) => write(cancel), cancellationToken);
        }
        catch (ClusterUnavailableException exception)
        {
            failed(exception.Message);
            return false;
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using k8s;
using k8s.Models;

namespace Tests.Kube;

/// <summary>The part of an API server that keeps one Lease, and refuses to change another version of it than the one it has.</summary>
internal sealed class LeaseServer : DelegatingHandler
{
    private readonly Lock _lock = new();
    private V1Lease? _lease;
    private int _version;
    private Action<V1Lease>? _meanwhile;

    public string? Holder
    {
        get
        {
            lock (_lock)
            {
                return _lease?.Spec.HolderIdentity;
            }
        }
    }

    /// <summary>Has this come in just before the Lease is given back, once.</summary>
    public void BeforeRelease(Action<V1Lease> change)
    {
        lock (_lock)
        {
            _meanwhile = change;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = request.Content is null
            ? null
            : KubernetesJson.Deserialize<V1Lease>(await request.Content.ReadAsStringAsync(cancellationToken));
        lock (_lock)
        {
            if (sent is { Spec.HolderIdentity: "" } && _meanwhile is { } change)
            {
                _meanwhile = null;
                change(_lease!);
                Keep(_lease!);
            }

            var (status, answer) = (sent, _lease) switch
            {
                (null, null) => (HttpStatusCode.NotFound, null),
                (null, { } kept) => (HttpStatusCode.OK, kept),
                ({ } one, { } kept) when one.Metadata.ResourceVersion != kept.Metadata.ResourceVersion => (HttpStatusCode.Conflict, null),
                ({ } one, _) => (HttpStatusCode.OK, Keep(one)),
            };
            return new HttpResponseMessage(status)
            {
                RequestMessage = request,
                Content = new StringContent(
                    answer is null ? "{}" : KubernetesJson.Serialize(answer), Encoding.UTF8, "application/json"),
            };
        }
    }

    private V1Lease Keep(V1Lease lease)
    {
        lease.Metadata.ResourceVersion = (++_version).ToString(CultureInfo.InvariantCulture);
        return _lease = lease;
    }
}

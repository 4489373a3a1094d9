using Deployer.Control;
using k8s;
using k8s.Autorest;

namespace Deployer.Kube;

/// <summary>The API server, seen from one namespace. What goes wrong comes back as a port's exception.</summary>
internal sealed class KubeApi(IKubernetes client, string @namespace) : IDisposable
{
    private volatile bool _closed;

    public string Namespace => @namespace;

    public IKubernetes Client => client;

    /// <exception cref="ClusterUnavailableException">The API server gave no answer, or may not give it.</exception>
    /// <exception cref="HttpOperationException">Not found, conflict or gone.</exception>
    public async Task<T> AskAsync<T>(
        string verb,
        string resource,
        string? name,
        Func<IKubernetes, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken)
    {
        try
        {
            return await ask(client, cancellationToken);
        }
        catch (Exception exception) when (
            ApiFaults.Translate(exception, new KubeRequest(verb, resource, name, @namespace), cancellationToken) is { } fault)
        {
            throw fault;
        }
        catch (NullReferenceException exception) when (_closed)
        {
            // What the client answers once it is disposed.
            throw new ClusterUnavailableException("the connection to the Kubernetes API is closed", exception);
        }
    }

    /// <summary>As <see cref="AskAsync"/>, but null for what is not there.</summary>
    public async Task<T?> FindAsync<T>(
        string resource,
        string name,
        Func<IKubernetes, CancellationToken, Task<T>> ask,
        CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await AskAsync("get", resource, name, ask, cancellationToken);
        }
        catch (HttpOperationException exception) when (exception.IsNotFound)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _closed = true;
        client.Dispose();
    }
}

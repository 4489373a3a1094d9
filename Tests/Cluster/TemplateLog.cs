using System.Collections.Concurrent;
using k8s;

namespace Tests.Cluster;

/// <summary>Keeps every change of the image in the templates of a namespace's only Deployment.</summary>
internal sealed class TemplateLog : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _images = new();
    private readonly Task _run;

    public TemplateLog(string @namespace) => _run = RunAsync(@namespace);

    /// <summary>Each with its digest, in order; the same twice in a row is none.</summary>
    public IReadOnlyList<string> Images => [.. _images];

    /// <summary>Empty when there is none.</summary>
    public string Last => _images.LastOrDefault() ?? "";

    /// <summary>Waits until there are as many: they come over a watch, after what has changed them.</summary>
    public Task HasAsync(int count) => Eventually.TrueAsync(
        () => Task.FromResult(_images.Count >= count), $"{count} changes of the template", Eventually.Longest);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(string @namespace)
    {
        try
        {
            await foreach (var (_, deployment) in TestCluster.Admin.AppsV1.WatchListNamespacedDeploymentAsync(
                @namespace, cancellationToken: _stop.Token))
            {
                var image = deployment.Spec.Template.Spec.Containers.Single().Image;
                if (image.Contains('@') && Last != image)
                {
                    _images.Enqueue(image);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}

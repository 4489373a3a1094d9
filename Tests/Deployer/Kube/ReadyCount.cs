using System.Collections.Concurrent;
using Deployer.Kube.Pods;
using k8s;
using k8s.Models;
using Tests.Cluster;

namespace Tests.Kube;

/// <summary>Counts the pods that get traffic, at every change that the API server tells of.</summary>
internal sealed class ReadyCount : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, bool> _ready = new();
    private Task _run = Task.CompletedTask;

    public int Least { get; private set; } = int.MaxValue;

    /// <summary>The most pods at once that were not being stopped, ready or not.</summary>
    public int Most { get; private set; }

    public static async Task<ReadyCount> StartAsync(string @namespace)
    {
        var count = new ReadyCount();
        var list = await TestCluster.Admin.CoreV1.ListNamespacedPodAsync(@namespace);
        foreach (var pod in list.Items)
        {
            count._ready[pod.Name()] = pod.IsReady;
        }

        count.Take();
        count._run = count.RunAsync(@namespace, list.Metadata.ResourceVersion);
        return count;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync(string @namespace, string version)
    {
        try
        {
            await foreach (var (type, pod) in TestCluster.Admin.CoreV1.WatchListNamespacedPodAsync(
                @namespace, resourceVersion: version, cancellationToken: _stop.Token))
            {
                if (type == WatchEventType.Deleted || !pod.IsAlive)
                {
                    _ready.TryRemove(pod.Name(), out _);
                }
                else
                {
                    _ready[pod.Name()] = pod.IsReady;
                }

                Take();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private void Take()
    {
        Least = Math.Min(Least, _ready.Values.Count(ready => ready));
        Most = Math.Max(Most, _ready.Count);
    }
}

using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using Microsoft.Extensions.Options;
using Monitor.Scraping;

namespace Monitor.Kube;

/// <summary>
/// Lists pods and watches them from there; when the watch breaks it lists again, and the last known pods stay until then.
/// </summary>
internal sealed class KubeDiscovery(IOptions<KubeOptions> options, TimeProvider time, ILogger<KubeDiscovery> logger)
    : BackgroundService, ITargetFinder
{
    private const int WatchSeconds = 290;
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, V1Pod> _pods = new(StringComparer.Ordinal);
    private Dictionary<string, string> _complaints = new(StringComparer.Ordinal);
    private volatile TargetSnapshot _current = TargetSnapshot.None;

    public TargetSnapshot Current => _current;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var (client, @namespace) = KubeConnection.Open(options.Value);
                using var owned = client;
                while (true)
                {
                    await ListAndWatchAsync(client, @namespace, stoppingToken);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, without a watch no pod is found any more: it begins again.
                var reason = e is HttpOperationException { Response: { } answer } ? $"{(int)answer.StatusCode} {answer.Content}" : e.Message;
                if (_current.Error != reason)
                {
                    Log.WatchLost(logger, options.Value.Selector!, reason);
                }

                _current = _current with { Error = reason };
            }

            await Task.Delay(AfterFault, time, stoppingToken);
        }
    }

    private async Task ListAndWatchAsync(Kubernetes client, string @namespace, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(RequestTimeout);
        var list = await client.CoreV1.ListNamespacedPodAsync(
            @namespace, labelSelector: options.Value.Selector, cancellationToken: timeout.Token);
        timeout.CancelAfter(Timeout.InfiniteTimeSpan);
        _pods.Clear();
        foreach (var pod in list.Items)
        {
            _pods[pod.Name()] = pod;
        }

        Publish();
        Exception? fault = null;
        try
        {
            var events = client.CoreV1.WatchListNamespacedPodAsync(
                @namespace, labelSelector: options.Value.Selector, resourceVersion: list.ResourceVersion(), timeoutSeconds: WatchSeconds,
                onError: exception => fault ??= exception, cancellationToken: cancellationToken);
            await foreach (var (type, pod) in events.WithCancellation(cancellationToken))
            {
                Take(type, pod);
            }
        }
        catch (EndOfStreamException)
        {
            // The watch's time is over, and nothing has happened in it.
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.Gone)
        {
            // Only a list can tell what has happened since.
        }

        if (fault is not null and not KubernetesException { Status.Code: (int)HttpStatusCode.Gone })
        {
            throw fault;
        }
    }

    private void Take(WatchEventType type, V1Pod pod)
    {
        switch (type)
        {
            case WatchEventType.Added or WatchEventType.Modified:
                _pods[pod.Name()] = pod;
                Publish();
                break;
            case WatchEventType.Deleted:
                _pods.Remove(pod.Name());
                Publish();
                break;
            default:
                break;
        }
    }

    private void Publish()
    {
        var complaints = new Dictionary<string, string>(StringComparer.Ordinal);
        var targets = _pods.Values.ToTargets(options.Value, (pod, reason) => complaints[pod] = reason);
        foreach (var (pod, reason) in complaints.Where(complaint => _complaints.GetValueOrDefault(complaint.Key) != complaint.Value))
        {
            Log.PodIsOdd(logger, pod, reason);
        }

        _complaints = complaints;
        if (_current.FoundAt is null || _current.Error is not null)
        {
            Log.Found(logger, targets.Count, options.Value.Selector!);
        }

        _current = new TargetSnapshot(targets, time.GetUtcNow(), null);
    }
}

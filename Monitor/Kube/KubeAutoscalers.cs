using System.Collections.Immutable;
using System.Net;
using k8s;
using k8s.Autorest;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using Monitor.Scraping;

namespace Monitor.Kube;

/// <summary>Reports how far autoscalers with the pods' labels have gone, as samples.</summary>
internal sealed class KubeAutoscalers(
    IOptions<KubeOptions> options, IOptions<ScrapeOptions> scraping, TimeProvider time, ILogger<KubeAutoscalers> logger)
    : BackgroundService, ISampleSource
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(10);
    private ImmutableDictionary<string, WatchedInstance> _instances = [];
    private volatile bool _isKnown;

    public IReadOnlyCollection<WatchedInstance> Reported => [.. Volatile.Read(ref _instances).Values];

    public string Name => "autoscalers";

    public bool IsKnown => _isKnown;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? fault = null;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
                fault = null;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it was, the next look may work; the last known stay.
                if (e is HttpOperationException { Response.StatusCode: HttpStatusCode.Forbidden })
                {
                    _isKnown = true;
                }

                if (fault != e.Message)
                {
                    Log.AutoscalersUnknown(logger, e.Message);
                }

                fault = e.Message;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var (client, @namespace) = KubeConnection.Open(options.Value);
        using var owned = client;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(RequestTimeout);
        var list = await client.AutoscalingV1.ListNamespacedHorizontalPodAutoscalerAsync(
            @namespace, labelSelector: options.Value.Selector, cancellationToken: timeout.Token);
        var now = time.GetUtcNow();
        var instances = ImmutableDictionary.CreateBuilder<string, WatchedInstance>();
        foreach (var autoscaler in list.Items)
        {
            var target = autoscaler.ToTarget(options.Value);
            var known = Volatile.Read(ref _instances).GetValueOrDefault(target.Instance);
            var instance = known?.Target == target ? known : new WatchedInstance(target, now, scraping.Value);
            instance.Record(new ScrapeResult(now, TimeSpan.Zero, null, 0), autoscaler.ToPoints());
            instances[target.Instance] = instance;
        }

        Volatile.Write(ref _instances, instances.ToImmutable());
        _isKnown = true;
    }
}

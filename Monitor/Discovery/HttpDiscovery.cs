using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Scraping;

namespace Monitor.Discovery;

/// <summary>
/// Asks at an interval; targets are in memory in between. While asking fails the last known targets stay: that the list
/// is away says nothing about the instances.
/// </summary>
internal sealed class HttpDiscovery(
    IHttpClientFactory clients, IOptions<DiscoveryOptions> options, TimeProvider time, ILogger<HttpDiscovery> logger)
    : BackgroundService, ITargetFinder
{
    private volatile TargetSnapshot _current = TargetSnapshot.None;

    public TargetSnapshot Current => _current;

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(nameof(HttpDiscovery));
            var groups = await client.GetFromJsonAsync(
                options.Value.Address!, DiscoveryJson.Default.TargetGroupArray, cancellationToken);
            var targets = (groups ?? []).ToTargets(address => Log.TargetRefused(logger, address));
            Say(targets.Count);
            _current = new TargetSnapshot(targets, time.GetUtcNow(), null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the loop must ask again: the network, the answer, or the name's resolution.
            var reason = e is JsonException ? "the answer is no list of targets" : e.GetBaseException().Message;
            Complain(reason);
            _current = _current with { Error = reason };
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            await RefreshAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Say(int count)
    {
        if (_current.FoundAt is null || _current.Error is not null || _current.Targets.Count != count)
        {
            Log.Found(logger, count, options.Value.Address!);
        }
    }

    private void Complain(string reason)
    {
        if (_current.Error != reason)
        {
            Log.LookFailed(logger, options.Value.Address!, _current.Targets.Count, reason);
        }
    }
}

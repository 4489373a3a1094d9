using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Evaluation;
using Monitor.Alerting.Tracks;
using Monitor.Scraping;
using ServiceDefaults.Access;
using ServiceDefaults.Asking;

namespace Monitor.Tracks;

/// <summary>Asks the Deployer for its tracks, and reports them as samples. While asking fails the last known stay.</summary>
internal sealed class TrackWatch(
    IHttpClientFactory clients,
    IOptions<TracksOptions> options,
    IOptions<ScrapeOptions> scraping,
    OwnToken own,
    TimeProvider time,
    ILogger<TrackWatch> logger) : BackgroundService, ITrackReports, ISampleSource
{
    /// <summary>How long a report says what is rolled; longer where it is asked for less often.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    private volatile TrackReport _current = TrackReport.None;
    private ImmutableDictionary<(string Service, string Track), WatchedInstance> _instances = [];

    private volatile bool _isKnown;
    private string? _fault;

    public TrackReport Current => _current;

    public IReadOnlyCollection<WatchedInstance> Reported => [.. Volatile.Read(ref _instances).Values];

    public string Name => "tracks";

    public bool IsKnown => _isKnown || !IsOn;

    private bool IsOn => (options.Value.Token ?? options.Value.TokenFile ?? own.Value) is not null;

    /// <summary>Looks once before alerting begins, which would not know what is rolled and so is not to be told of.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (IsOn)
        {
            await RefreshAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(nameof(TrackWatch));
            using var request = new HttpRequestMessage(HttpMethod.Get, options.Value.Address);
            await request.AuthorizeAsync(options.Value.TokenFile, options.Value.Token ?? own.Value, cancellationToken);
            using var answer = await client.SendAsync(request, cancellationToken);
            answer.EnsureSuccessStatusCode();
            var tracks = await answer.Content.ReadFromJsonAsync(TracksJson.Default.TrackAnswerArray, cancellationToken);
            Take(tracks?.All(track => track is { IsSound: true }) == true ? tracks : throw new JsonException("a track lacks something"));
            _fault = null;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is, the loop must ask again: the network, the answer, or the file with the token.
            var reason = e is JsonException ? "the answer is no list of tracks" : e.GetBaseException().Message;
            if (_fault != reason)
            {
                Log.LookFailed(logger, options.Value.Address, reason);
            }

            _fault = reason;
            _isKnown = false;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOn)
        {
            Log.NoToken(logger);
            return;
        }

        using var timer = new PeriodicTimer(options.Value.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RefreshAsync(stoppingToken);
        }
    }

    private void Take(TrackAnswer[] tracks)
    {
        var now = time.GetUtcNow();
        var instances = ImmutableDictionary.CreateBuilder<(string Service, string Track), WatchedInstance>();
        foreach (var track in tracks)
        {
            var key = (track.Service, track.Track);
            var target = new Target(options.Value.Address, "", track.Service, track.Track, "", "", "");
            var known = Volatile.Read(ref _instances).GetValueOrDefault(key);
            // Without the image: the samples must outlive it.
            var instance = known ?? new WatchedInstance(target, now, scraping.Value);
            instance.Record(new ScrapeResult(now, TimeSpan.Zero, null, 0), track.ToPoints());
            instances[key] = instance;
        }

        Volatile.Write(ref _instances, instances.ToImmutable());
        var looks = 3 * options.Value.Interval;
        _current = new TrackReport([.. tracks.Select(track => track.ToStatus())], now + (looks > Validity ? looks : Validity));
        _isKnown = true;
    }
}

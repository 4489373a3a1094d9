using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Following;

/// <summary>
/// Follows what is announced in Redis, and looks there itself where an announcement does not suffice, when the connection comes
/// back, and in any case once in the check period: one that was missed, or said what is not so, costs no more than that.
/// </summary>
internal sealed class FlagFollower(
    IServiceProvider services,
    FlagReading reading,
    IOptions<FlagOptions> options,
    TimeProvider time,
    ILogger<FlagFollower> logger) : BackgroundService
{
    private const int MaxHeard = 64;

    // Who is told too much at once forgets the oldest: what comes after that does not follow on what is held, and so it looks.
    // Null is a reason to look without anything having been said, or understood.
    private readonly Channel<FlagAnnouncement?> _heard = Channel.CreateBounded<FlagAnnouncement?>(
        new BoundedChannelOptions(MaxHeard) { FullMode = BoundedChannelFullMode.DropOldest });

    private bool _isSubscribed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await reading.StartAsync();

        var redis = await OpenAsync(stoppingToken);
        var store = services.GetRequiredService<FlagStore>();
        redis.ConnectionRestored += Restored;
        await using var timer = time.CreateTimer(_ => Check(), null, options.Value.CheckPeriod, options.Value.CheckPeriod);
        try
        {
            Check();
            await foreach (var announced in _heard.Reader.ReadAllAsync(stoppingToken))
            {
                await StepAsync(announced, redis, store);
            }
        }
        finally
        {
            redis.ConnectionRestored -= Restored;
        }
    }

    /// <summary>
    /// Here and not in the constructor: opening the connection may take its whole timeout. Where the connection string
    /// wants that to fail without a server, it is tried again.
    /// </summary>
    private async Task<IConnectionMultiplexer> OpenAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return services.GetRequiredService<IConnectionMultiplexer>();
            }
            catch (RedisException)
            {
                reading.Away();
                await Task.Delay(options.Value.CheckPeriod, time, cancellationToken);
            }
        }
    }

    private async Task StepAsync(FlagAnnouncement? announced, IConnectionMultiplexer redis, FlagStore store)
    {
        if (announced is not null && await reading.HearAsync(announced))
        {
            return;
        }

        await SubscribeAsync(redis);
        var isChanged = announced is not null;
        while (_heard.Reader.TryRead(out var waiting))
        {
            // One look sees whatever was said until it looks.
            isChanged |= waiting is not null;
        }

        await reading.LookAsync(redis.GetDatabase(), store, isChanged);
    }

    private void Restored(object? sender, ConnectionFailedEventArgs restored) => Check();

    private void Check() => Hear(null);

    private void Hear(FlagAnnouncement? announced) => _heard.Writer.TryWrite(announced);

    /// <summary>Once; the client itself subscribes again after every loss of the connection.</summary>
    private async Task SubscribeAsync(IConnectionMultiplexer redis)
    {
        if (_isSubscribed)
        {
            return;
        }

        try
        {
            await redis.GetSubscriber().SubscribeAsync(FlagKeys.Changed, (_, message) => Hear(FlagAnnouncement.Read(message)));
            _isSubscribed = true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Log.NotSubscribed(logger, exception.Message);
        }
    }
}

using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Following;

/// <summary>
/// Looks at Redis whenever a change is announced there, when the connection comes back, and in any case once in the check
/// period: an announcement that was missed costs no more than that.
/// </summary>
internal sealed class FlagFollower(
    IServiceProvider services,
    FlagReading reading,
    IOptions<FlagOptions> options,
    TimeProvider time,
    ILogger<FlagFollower> logger) : BackgroundService
{
    // One waiting look sees whatever has happened until it looks.
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private bool _isSubscribed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await reading.StartAsync();

        var redis = await OpenAsync(stoppingToken);
        var store = services.GetRequiredService<FlagStore>();
        redis.ConnectionRestored += Restored;
        await using var timer = time.CreateTimer(_ => Wake(), null, options.Value.CheckPeriod, options.Value.CheckPeriod);
        try
        {
            Wake();
            await foreach (var announced in _wake.Reader.ReadAllAsync(stoppingToken))
            {
                await SubscribeAsync(redis);
                await reading.StepAsync(redis.GetDatabase(), store, announced);
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

    private void Restored(object? sender, ConnectionFailedEventArgs restored) => Wake();

    private void Wake(bool announced = false) => _wake.Writer.TryWrite(announced);

    /// <summary>Once; the client itself subscribes again after every loss of the connection.</summary>
    private async Task SubscribeAsync(IConnectionMultiplexer redis)
    {
        if (_isSubscribed)
        {
            return;
        }

        try
        {
            await redis.GetSubscriber().SubscribeAsync(FlagKeys.Changed, (_, _) => Wake(announced: true));
            _isSubscribed = true;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Log.NotSubscribed(logger, exception.Message);
        }
    }
}

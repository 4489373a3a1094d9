using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Outgoing;
using Monitor.Alerting.Storage;

namespace Monitor.Alerting;

/// <summary>
/// Delivers what is in the outbox: what goes by one channel one after the other, several channels at once, so that one that hangs
/// holds up no other. When the process is told to stop, what is under way may end.
/// </summary>
internal sealed class OutboxWorker(
    Outbox outbox,
    OutboxDelivery delivery,
    AlertingBoard board,
    IOptions<HostOptions> host,
    TimeProvider time,
    ILogger<OutboxWorker> logger) : BackgroundService
{
    /// <summary>At once; whose turn it is has the oldest to deliver, so that more of them that hang take turns.</summary>
    private const int MaxChannels = 16;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _cutOff = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Of the time that the host gives all its services, some of which have stopped before.</summary>
    private TimeSpan Grace => host.Value.ShutdownTimeout / 3;

    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Delivers one notification that is due. False when there is none, or this replica does not lead.</summary>
    public async Task<bool> StepAsync()
    {
        if (Take() is not { } item)
        {
            return false;
        }

        try
        {
            await delivery.RunAsync(item, _cutOff.Token);
        }
        finally
        {
            Free(item);
        }

        return true;
    }

    public override void Dispose()
    {
        _cutOff.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            while (!stoppingToken.IsCancellationRequested && Take() is { } item)
            {
                running.Add(RunAsync(item, stoppingToken));
            }

            await WokenAsync(stoppingToken);
            running.RemoveAll(task => task.IsCompleted);
        }

        await EndAsync(Task.WhenAll(running));
    }

    private OutboxItem? Take()
    {
        lock (_lock)
        {
            if (!board.View.Leads || _busy.Count >= MaxChannels || outbox.NextDue(time.GetUtcNow(), _busy) is not { } item)
            {
                return null;
            }

            _busy.Add(item.Channel);
            return item;
        }
    }

    private void Free(OutboxItem item)
    {
        lock (_lock)
        {
            _busy.Remove(item.Channel);
        }
    }

    private async Task RunAsync(OutboxItem item, CancellationToken stoppingToken)
    {
        try
        {
            await delivery.RunAsync(item, _cutOff.Token);
        }
        catch (StateUnavailableException)
        {
            // The pass meets the same, says so, and reads the outbox again.
            await RestAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (_cutOff.IsCancellationRequested)
        {
            // It was not even claimed yet.
        }
        catch (Exception e)
        {
            // One notification's fault must not hold up the others.
            Log.DeliveryFailed(logger, e);
            await RestAsync(stoppingToken);
        }
        finally
        {
            Free(item);
            Wake();
        }
    }

    private Task RestAsync(CancellationToken stoppingToken) => SuppressAsync(Task.Delay(Interval, time, stoppingToken));

    private async Task WokenAsync(CancellationToken stoppingToken)
    {
        using var timeout = new CancellationTokenSource(Interval, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stoppingToken);
        // When nobody wakes it, something may have become due.
        await SuppressAsync(_wake.Reader.ReadAsync(either.Token).AsTask());
    }

    private async Task EndAsync(Task deliveries)
    {
        try
        {
            await deliveries.WaitAsync(Grace, time);
        }
        catch (TimeoutException)
        {
            await _cutOff.CancelAsync();
            await deliveries;
        }
    }

    private static async Task SuppressAsync(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Evaluation;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;

namespace ServiceDefaults.Flags.Following;

/// <summary>
/// Brings the board up to date: by what a change says of itself where that suffices, else by a look at Redis, which reads the
/// version and, where it is another than that on the board, everything. Knows where the flags come from meanwhile.
/// </summary>
internal sealed class FlagReading(
    FlagBoard board,
    FlagCache cache,
    FlagMetrics metrics,
    IOptions<FlagOptions> options,
    TimeProvider time,
    ILogger<FlagReading> logger)
{
    // Whether Redis itself was seen to hold what is on the board, which announcements only say.
    private bool _isSeen;

    private FlagStatus _status = new(FlagSource.Starting, null, time.GetUtcNow(), []);

    public FlagStatus Status => Volatile.Read(ref _status);

    /// <summary>Reads what was kept on disk; it holds until Redis says otherwise.</summary>
    public async Task StartAsync()
    {
        if (await cache.ReadAsync() is { } kept)
        {
            board.Show(kept);
        }
    }

    /// <summary>Whether the board has the announced change now, and nothing need be asked for it.</summary>
    public async Task<bool> HearAsync(FlagAnnouncement announced)
    {
        if (Status.Source is not FlagSource.Redis)
        {
            return false;
        }

        if (announced.Version == board.Stored.Version)
        {
            return true;
        }

        if (await StoredFlagsReader.ApplyAsync(announced, board.Stored) is not { } flags)
        {
            return false;
        }

        _isSeen = false;
        await ShowAsync(flags);
        return true;
    }

    /// <summary>Never fails: what there was holds.</summary>
    /// <param name="isChanged">
    /// Whether something is known to have changed: then everything is read at once, without asking for the version first.
    /// </param>
    public async Task LookAsync(IDatabase database, FlagStore store, bool isChanged)
    {
        try
        {
            var table = isChanged || !_isSeen ? await FlagStore.ReadTableAsync(database) : null;
            string? version = table is null ? await database.HashGetAsync(FlagKeys.Flags, FlagKeys.Version) : table.Version;
            if (version is null)
            {
                Become(board.Stored.Version is null ? FlagSource.Redis : FlagSource.Lost);
                await RestoreAsync(store);
            }
            else if (table is null ? version == board.Stored.Version?.ToString() : board.Stored.IsOf(table))
            {
                _isSeen = true;
                Become(FlagSource.Redis);
            }
            else
            {
                await TakeAsync(table ?? await FlagStore.ReadTableAsync(database));
            }
        }
        catch (Exception exception) when (
            exception is RedisException or TimeoutException or FlagStoreUnavailableException)
        {
            Away();
        }
        catch (FormatException exception)
        {
            Log.FlagsUnreadable(logger, exception.Message);
            Become(board.Stored.Version is null ? FlagSource.Local : FlagSource.LastKnown);
        }
    }

    /// <summary>Redis cannot be asked.</summary>
    public void Away() => Become(Status.Source switch
    {
        FlagSource.Redis or FlagSource.LastKnown or FlagSource.Lost when board.Stored.Version is not null =>
            FlagSource.LastKnown,
        _ => board.Stored.Version is null ? FlagSource.Local : FlagSource.Cache,
    });

    private async Task RestoreAsync(FlagStore store)
    {
        var (version, flags) = board.Stored;
        if (options.Value.RestoreLost && version is { } lost
            && await store.RestoreAsync(
                lost.ToString(), flags.ToDictionary(flag => flag.Key, flag => flag.Value.Document), "the Deployer"))
        {
            Log.Restored(logger, lost.ToString());
        }
    }

    private async Task TakeAsync(FlagTable table)
    {
        var flags = await StoredFlagsReader.ReadAsync(table, board.Stored);
        _isSeen = true;
        await ShowAsync(flags);
    }

    private async Task ShowAsync(StoredFlags flags)
    {
        var isNew = Status.Source is FlagSource.Redis && flags.Version != board.Stored.Version;
        board.Show(flags);
        if (flags.Version is { } version)
        {
            metrics.Has(version.Number);
            if (isNew)
            {
                metrics.Propagated(time.GetUtcNow() - version.ChangedAt);
            }
        }

        Become(FlagSource.Redis);
        await cache.WriteAsync(flags);
    }

    private void Become(FlagSource source)
    {
        var before = Status;
        var faults = board.Stored.Flags.Values.Select(flag => flag.Fault).OfType<string>().ToList();
        var now = new FlagStatus(
            source, board.Stored.Version, before.Source == source ? before.Since : time.GetUtcNow(), faults);
        Volatile.Write(ref _status, now);
        foreach (var fault in faults.Except(before.Faults))
        {
            Log.FlagFaulty(logger, fault);
        }

        if (before.Source != source)
        {
            if (source is FlagSource.Redis)
            {
                Log.SourceChanged(logger, now.ToString());
            }
            else
            {
                Log.SourceLost(logger, now.ToString());
            }
        }
    }
}

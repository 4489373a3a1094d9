using Microsoft.Extensions.Options;
using Monitor.Alerting.Storage;

namespace Monitor.Alerting;

/// <summary>Whether this replica is the one that alerts. It renews that well before it runs out. Not for several threads at once.</summary>
internal sealed class Lead(IStateStore store, IOptions<AlertingOptions> options, ILogger<Lead> logger)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(1);
    private DateTimeOffset _nextAsk = DateTimeOffset.MinValue;
    private bool _isHeld;

    /// <exception cref="StateUnavailableException">Nobody knows.</exception>
    public async Task<bool> IsHeldAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now < _nextAsk)
        {
            return _isHeld;
        }

        var wasHeld = _isHeld;
        _isHeld = await store.LeadAsync(options.Value.Lease, cancellationToken);
        _nextAsk = now + (_isHeld ? options.Value.Lease / 4 : AskInterval);
        if (_isHeld && !wasHeld)
        {
            Log.Leads(logger);
        }

        return _isHeld;
    }

    /// <summary>At the end of this process: another replica is to have it at once.</summary>
    /// <exception cref="StateUnavailableException">Nobody knows; it runs out by itself.</exception>
    public async Task ResignAsync(CancellationToken cancellationToken)
    {
        if (_isHeld)
        {
            Forget();
            await store.ResignAsync(cancellationToken);
        }
    }

    /// <summary>It is given up in memory only: it runs out by itself, and this replica may have it again.</summary>
    public void Forget() => (_isHeld, _nextAsk) = (false, DateTimeOffset.MinValue);
}

namespace Monitor.Alerting;

/// <summary>Publishes the view, and lets those who change something wake the pass.</summary>
internal sealed class AlertingBoard
{
    private volatile AlertingView _view = AlertingView.None;
    private int _stale;
    private long _refusedAt = long.MinValue / 2;

    public AlertingView View
    {
        get => _view;
        set => _view = value;
    }

    /// <summary>Own alerts found no place within the last minute.</summary>
    public bool HasRefused(DateTimeOffset now) => now.UtcTicks - Interlocked.Read(ref _refusedAt) < TimeSpan.TicksPerMinute;

    public void Refused(DateTimeOffset now) => Interlocked.Exchange(ref _refusedAt, now.UtcTicks);

    /// <summary>Silences or received alerts were written: the next pass reads them again.</summary>
    public void Invalidate() => Volatile.Write(ref _stale, 1);

    public bool TakeInvalidation() => Interlocked.Exchange(ref _stale, 0) == 1;
}

namespace Monitor.Alerting;

/// <summary>Publishes the view, and lets those who change something wake the pass.</summary>
internal sealed class AlertingBoard
{
    private volatile AlertingView _view = AlertingView.None;
    private int _stale;

    public AlertingView View
    {
        get => _view;
        set => _view = value;
    }

    /// <summary>Silences or received alerts were written: the next pass reads them again.</summary>
    public void Invalidate() => Volatile.Write(ref _stale, 1);

    public bool TakeInvalidation() => Interlocked.Exchange(ref _stale, 0) == 1;
}

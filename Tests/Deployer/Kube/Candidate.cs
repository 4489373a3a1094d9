namespace Tests.Kube;

/// <summary>A replica of the Deployer that does nothing but lead.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly KubeAdapter _adapter;
    private readonly Task _run;
    private volatile bool _leads;
    private int _terms;

    private Candidate(KubeBench bench)
    {
        _adapter = new KubeAdapter(bench);
        _run = _adapter.Leadership.LeadAsync(LeadAsync, _stop.Token);
    }

    public bool Leads => _leads;

    public int Terms => _terms;

    public bool IsRunning => !_run.IsCompleted;

    public static Candidate Run(KubeBench bench) => new(bench);

    public Task LeadsAsync(TimeSpan within) => UntilAsync(() => _leads, within);

    public Task StopsLeadingAsync(TimeSpan within) => UntilAsync(() => !_leads, within);

    /// <summary>It loses its connection in the same moment, so that it can give nothing back.</summary>
    public async Task DieAsync()
    {
        await _adapter.DisposeAsync();
        await StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _adapter.DisposeAsync();
    }

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static async Task UntilAsync(Func<bool> asked, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        while (!asked())
        {
            await Task.Delay(20, limit.Token);
        }
    }

    private async Task LeadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _terms);
        _leads = true;
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            _leads = false;
        }
    }
}

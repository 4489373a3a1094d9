namespace Deployer.Kube.Leadership;

/// <summary>One time of leading: from the try for the Lease, over what is done while it is held, to its end.</summary>
internal sealed class Term(Func<CancellationToken, Task> lead, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly Lock _lock = new();
    private Task? _work;
    private bool _disposed;

    /// <summary>Cancelled when this time is over, for whatever reason.</summary>
    public CancellationToken Token => _ended.Token;

    public bool HasBegun => Volatile.Read(ref _work) is not null;

    public void Begin() => Volatile.Write(ref _work, Task.Run(WorkAsync, CancellationToken.None));

    /// <summary>Cancels the work, without waiting for it.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _ended.Cancel();
            }
        }
    }

    /// <summary>Ends it, and waits until nothing is done any more.</summary>
    public async ValueTask DisposeAsync()
    {
        End();
        try
        {
            await (Volatile.Read(ref _work) ?? Task.CompletedTask);
        }
        catch (OperationCanceledException)
        {
            // That was asked for.
        }
        finally
        {
            lock (_lock)
            {
                _disposed = true;
                _ended.Dispose();
            }
        }
    }

    // Work that ends of itself has failed: whoever does nothing must not hold the Lease.
    private async Task WorkAsync()
    {
        try
        {
            await lead(_ended.Token);
        }
        finally
        {
            End();
        }
    }
}

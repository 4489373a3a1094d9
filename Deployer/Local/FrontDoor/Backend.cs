namespace Deployer.Local.FrontDoor;

/// <summary>
/// One process of an instance as the front door sees it: where it is, and how many requests are with it.
/// </summary>
/// <param name="unreachable">Called with the reason when it refuses a connection.</param>
internal sealed class Backend(string instance, int port, Action<string> unreachable)
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private volatile bool _closed;

    public string Instance => instance;

    public string Prefix { get; } = $"http://127.0.0.1:{port}/";

    /// <summary>Ends when it is closed and the last request has left.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Takes a place for a request, which must <see cref="Leave"/>; false once it is closed.</summary>
    public bool TryEnter()
    {
        // Counted first and looked at second, so that whoever closes it either sees the request or is seen by it.
        Interlocked.Increment(ref _requests);
        if (!_closed)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _requests) == 0 && _closed)
        {
            _drained.TrySetResult();
        }
    }

    /// <summary>Lets no new request in.</summary>
    public void Close()
    {
        _closed = true;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _requests) == 0)
        {
            _drained.TrySetResult();
        }
    }

    public void ReportUnreachable(string reason) => unreachable(reason);
}

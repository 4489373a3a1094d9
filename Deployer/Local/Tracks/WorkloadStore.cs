using Deployer.Control;
using Deployer.Local.Records;

namespace Deployer.Local.Tracks;

/// <summary>A track's workload, in memory and in its file; a change is made in the file first.</summary>
internal sealed class WorkloadStore(JsonFile<Workload> file) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Workload _current = Workload.Empty;

    public Workload Current => Volatile.Read(ref _current);

    /// <exception cref="ClusterUnavailableException">The file could not be read.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken) =>
        Volatile.Write(ref _current, await file.ReadAsync(cancellationToken) ?? Workload.Empty);

    /// <summary>Returns once the change is durable; false when there was none.</summary>
    /// <exception cref="ClusterUnavailableException">The file could not be written, and nothing has
    /// changed.</exception>
    public async Task<bool> ChangeAsync(Func<Workload, Workload> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var next = change(_current);
            if (next == _current)
            {
                return false;
            }

            await file.WriteAsync(next, cancellationToken);
            Volatile.Write(ref _current, next);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}

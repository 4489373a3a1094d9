using Deployer.Local.Records;

namespace Deployer.Local;

/// <summary>
/// Keeps a second Deployer off the same state folder: each would take the other's instances for its own.
/// </summary>
internal sealed class ClusterLock(ClusterFolder folder) : IDisposable
{
    private FileStream? _file;

    /// <exception cref="IOException">Another Deployer has it; the message says so.</exception>
    public void Take()
    {
        folder.Create();
        try
        {
            _file = new FileStream(folder.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new IOException($"another Deployer runs on this state folder: {folder.Lock} is locked");
        }
    }

    public void Dispose() => _file?.Dispose();
}

using System.ComponentModel;
using System.Diagnostics;

namespace Deployer.Local.Processes;

/// <summary>
/// A process that an earlier Deployer has started. Its exit code goes to its parent, so it stays unknown here.
/// </summary>
internal sealed class AdoptedProcess : IServiceProcess
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly ProcessIdentity _identity;
    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposed = new();

    private AdoptedProcess(ProcessIdentity identity, Process process, TimeProvider time)
    {
        _identity = identity;
        _process = process;
        _time = time;
        StartedAt = process.StartTime.ToUniversalTime();
        Exited = WaitAsync(_disposed.Token);
    }

    public int Id => _identity.Id;

    public DateTimeOffset StartedAt { get; }

    public Task<int?> Exited { get; }

    public TimeSpan? CpuTime => IsOurs ? ProcessCpu.Of(_process) : null;

    private bool IsOurs => ProcessIdentity.Of(_identity.Id) == _identity;

    /// <summary>The process that the file tells of, if it still runs.</summary>
    public static AdoptedProcess? Find(string processFile, TimeProvider time)
    {
        if (!File.Exists(processFile) ||
            ProcessIdentity.Parse(File.ReadAllText(processFile)) is not { } identity ||
            ProcessIdentity.Of(identity.Id) != identity)
        {
            return null;
        }

        try
        {
            return new AdoptedProcess(identity, Process.GetProcessById(identity.Id), time);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }

    public void Terminate()
    {
        if (IsOurs)
        {
            Signals.Terminate(Id);
        }
    }

    public void Kill()
    {
        if (IsOurs)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        _disposed.Dispose();
        _process.Dispose();
    }

    // Only a parent is told of an exit, so this has to look.
    private async Task<int?> WaitAsync(CancellationToken cancellationToken)
    {
        while (IsOurs)
        {
            await Task.Delay(LookAgain, _time, cancellationToken);
        }

        return null;
    }
}

using System.Diagnostics;

namespace Deployer.Local.Processes;

/// <summary>A process that this one has started.</summary>
internal sealed class ChildProcess : IServiceProcess
{
    private readonly Process _process;

    public ChildProcess(Process process, TimeProvider time)
    {
        _process = process;
        Id = process.Id;
        StartedAt = time.GetUtcNow();
        Exited = WaitAsync(process);
    }

    public int Id { get; }

    public DateTimeOffset StartedAt { get; }

    public Task<int?> Exited { get; }

    public TimeSpan? CpuTime => ProcessCpu.Of(_process);

    public void Terminate()
    {
        if (!Exited.IsCompleted)
        {
            Signals.Terminate(Id);
        }
    }

    public void Kill()
    {
        if (!Exited.IsCompleted)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public void Dispose() => _process.Dispose();

    private static async Task<int?> WaitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}

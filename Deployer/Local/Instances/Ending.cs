using Deployer.Local.Processes;

namespace Deployer.Local.Instances;

/// <summary>Waits with an end: nothing here waits for a process longer than it was given.</summary>
internal static class Ending
{
    /// <summary>Asks the process to end, and ends it if it does not.</summary>
    public static async Task EndAsync(
        IServiceProcess process,
        TimeSpan grace,
        TimeProvider time,
        CancellationToken hurry,
        CancellationToken abandoned)
    {
        if (process.Exited.IsCompleted)
        {
            return;
        }

        process.Terminate();
        if (!await WaitAsync(process.Exited, grace, time, hurry, abandoned))
        {
            process.Kill();
            await process.Exited.WaitAsync(abandoned);
        }
    }

    /// <summary>Whether the task ended in time; <paramref name="hurry"/> cuts the time short.</summary>
    /// <exception cref="OperationCanceledException">Abandoned.</exception>
    public static async Task<bool> WaitAsync(
        Task task,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken hurry,
        CancellationToken abandoned)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(hurry, abandoned);
        try
        {
            await task.WaitAsync(limit, time, either.Token);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!abandoned.IsCancellationRequested)
        {
            return false;
        }
    }
}

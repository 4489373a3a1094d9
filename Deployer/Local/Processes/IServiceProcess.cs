namespace Deployer.Local.Processes;

/// <summary>A process of ours.</summary>
internal interface IServiceProcess : IDisposable
{
    int Id { get; }

    DateTimeOffset StartedAt { get; }

    /// <summary>
    /// Ends when the process has; with its exit code, where that can be known (128 and the signal's number if it was
    /// killed).
    /// </summary>
    Task<int?> Exited { get; }

    /// <summary>CPU time used so far; null once it has ended.</summary>
    TimeSpan? CpuTime { get; }

    /// <summary>Asks it to end.</summary>
    void Terminate();

    /// <summary>Ends it and what it has started.</summary>
    void Kill();
}

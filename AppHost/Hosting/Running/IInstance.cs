namespace Aspire.Hosting.Running;

/// <summary>A resource that was started.</summary>
internal interface IInstance
{
    /// <summary>Completes when it has ended, with how: «exited with code 134».</summary>
    Task<string> Ended { get; }

    /// <summary>The end of what it wrote, oldest first.</summary>
    IReadOnlyList<string> LastLines { get; }

    /// <summary>Asks it to stop; makes it stop after <paramref name="patience"/>, or at once on cancellation.</summary>
    Task StopAsync(TimeSpan patience, CancellationToken hurry);
}

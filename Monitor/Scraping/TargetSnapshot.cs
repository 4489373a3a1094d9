namespace Monitor.Scraping;

/// <summary>What is known of the targets.</summary>
/// <param name="Targets">As last found.</param>
/// <param name="FoundAt">When that was; null before the first time.</param>
/// <param name="Error">Why looking again failed since; null when it did not.</param>
internal sealed record TargetSnapshot(IReadOnlyList<Target> Targets, DateTimeOffset? FoundAt, string? Error)
{
    public static TargetSnapshot None { get; } = new([], null, null);
}

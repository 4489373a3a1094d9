namespace AppHost.Generation.Planning;

/// <summary>A claim of each of the workload's pods.</summary>
internal sealed record PlannedVolume(string Name, string Target, bool IsReadOnly);

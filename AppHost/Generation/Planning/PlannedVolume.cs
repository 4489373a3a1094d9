namespace AppHost.Generation.Planning;

/// <param name="IsShared">Goes with the pod; else it is a claim.</param>
internal sealed record PlannedVolume(string Name, string Target, bool IsReadOnly, bool IsShared);

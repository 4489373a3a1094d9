using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>One running copy of a service.</summary>
/// <param name="Address">Host and port it serves on, such as <c>127.0.0.1:41233</c>; null while it has none.</param>
/// <param name="State">In Kubernetes' words: <c>Pending</c>, <c>Running</c>, <c>Terminating</c>, or what it waits for, such as <c>CrashLoopBackOff</c>.</param>
/// <param name="Ready">Whether it gets traffic.</param>
/// <param name="Restarts">How often it was started again.</param>
internal sealed record Instance(
    string Name,
    string? Address,
    Release Release,
    string? Version,
    string State,
    bool Ready,
    int Restarts,
    DateTimeOffset StartedAt,
    string? Message);

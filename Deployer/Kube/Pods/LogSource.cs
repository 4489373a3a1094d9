namespace Deployer.Kube.Pods;

/// <summary>The log of one run of a container.</summary>
/// <param name="Previous">Whether it is the run before the present one.</param>
/// <param name="Restarts">Tells one run from the next.</param>
/// <param name="Running">Whether it goes on, and its log with it.</param>
internal sealed record LogSource(string Pod, string Uid, string Container, bool Previous, int Restarts, bool Running = false);

using Deployer.Rollouts;

namespace Deployer.Local.Records;

/// <summary>
/// An instance as it outlives the Deployer. Its process id stands in a file of its own, written by the process itself.
/// </summary>
/// <param name="CreatedAt">When the instance, not its present process, came to be.</param>
internal sealed record InstanceRecord(string Name, Release Release, int Port, int Restarts, DateTimeOffset CreatedAt);

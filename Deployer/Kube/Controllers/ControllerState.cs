namespace Deployer.Kube.Controllers;

/// <summary>A ReplicationController as it was seen at one moment.</summary>
/// <param name="Replicas">How many pods it is told to have.</param>
/// <param name="Alive">How many it has that count.</param>
/// <param name="Ready">How many of those get traffic.</param>
/// <param name="Settled">Whether it has done what it was last told, as far as taking pods away is concerned.</param>
internal sealed record ControllerState(string Name, int Replicas, int Alive, int Ready, bool Settled);

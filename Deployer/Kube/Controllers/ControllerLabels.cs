namespace Deployer.Kube.Controllers;

/// <summary>What a rollout of ReplicationControllers writes on them, so that it can go on from there.</summary>
internal static class ControllerLabels
{
    /// <summary>The pods' label that tells one release's from another's; its name is that of <c>kubectl rolling-update</c>.</summary>
    public const string Deployment = "deployment";

    /// <summary>Counts the rollouts; the highest is where the track is going.</summary>
    public const string Revision = "slipway.dev/revision";

    /// <summary>How many pods the track should have when the rollout is done.</summary>
    public const string Wanted = "slipway.dev/wanted";
}

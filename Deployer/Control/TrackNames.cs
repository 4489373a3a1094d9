namespace Deployer.Control;

/// <summary>The names that mean something to Slipway; a service may have other tracks beside them.</summary>
internal static class TrackNames
{
    public const string Stable = "stable";
    public const string Canary = "canary";
}

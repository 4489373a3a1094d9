namespace Deployer.Rollouts;

/// <summary>Where a request comes from.</summary>
internal enum RequestKind
{
    /// <summary>An image was pushed under the track's tag.</summary>
    Push,

    /// <summary>The canary's release becomes stable's.</summary>
    Promotion,

    /// <summary>Someone wants a release of the history back; nothing holds that up.</summary>
    RollBack,
}

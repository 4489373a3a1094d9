namespace Deployer.Rollouts;

/// <summary>What someone can do with a track by hand.</summary>
internal enum HandAction
{
    /// <summary>Nothing goes forward any more: no request is taken up, nothing is promoted. What fails goes back still.</summary>
    Pause,

    /// <summary>What was paused goes on.</summary>
    Resume,

    /// <summary>The canary's release is to become stable's; where several must approve, one of them does.</summary>
    Promote,

    /// <summary>The rollout is ended as if it had failed; a request that still waits is dropped.</summary>
    Abort,

    /// <summary>A release of the history is to be run again.</summary>
    RollBack,
}

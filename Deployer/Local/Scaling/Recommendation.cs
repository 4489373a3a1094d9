namespace Deployer.Local.Scaling;

/// <summary>How many instances the load called for at one time.</summary>
internal readonly record struct Recommendation(DateTimeOffset At, int Replicas);

namespace Deployer.Rollouts;

/// <summary>A step that a canary has passed, with what its analysis said in the end.</summary>
/// <param name="Weight">The share of all instances that it was to come near, 0..1.</param>
/// <param name="Instances">How many instances it had.</param>
/// <param name="Since">When it was sent there.</param>
/// <param name="PassedAt">When its analysis was successful.</param>
internal sealed record PassedStep(double Weight, int Instances, DateTimeOffset Since, DateTimeOffset PassedAt, string Message);

using System.Collections.Immutable;

namespace Deployer.Rollouts;

/// <summary>How far a canary has come on its way to more of the traffic.</summary>
/// <param name="Index">Of the step that it is at, from 0.</param>
/// <param name="Weight">The share of all instances that it is to come near there, 0..1.</param>
/// <param name="Instances">How many instances it has there.</param>
/// <param name="Since">When it was sent there.</param>
/// <param name="Passed">The steps that are behind it, the oldest first.</param>
internal sealed record CanarySteps(
    int Index, double Weight, int Instances, DateTimeOffset Since, ImmutableList<PassedStep> Passed);

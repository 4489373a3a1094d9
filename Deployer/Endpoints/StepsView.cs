using Deployer.Rollouts;

namespace Deployer.Endpoints;

/// <summary>How far a canary has come through its steps.</summary>
/// <param name="Step">The one that it is at, from 1.</param>
/// <param name="Weight">The share of all instances that it is to come near there, 0..1.</param>
/// <param name="Instances">How many it has there.</param>
/// <param name="Passed">Those behind it, the oldest first.</param>
internal sealed record StepsView(int Step, double Weight, int Instances, DateTimeOffset Since, IReadOnlyList<PassedStep> Passed)
{
    public static StepsView? Of(CanarySteps? steps) => steps is null
        ? null
        : new StepsView(steps.Index + 1, steps.Weight, steps.Instances, steps.Since, steps.Passed);
}

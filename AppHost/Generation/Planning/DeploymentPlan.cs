using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>All that is to run, decided; what is left is to write it down as objects.</summary>
/// <param name="Outside">Values that whoever deploys fills in, by the resource they belong to.</param>
internal sealed record DeploymentPlan(
    GenerationOptions Options, ImmutableArray<PlannedService> Services, ImmutableArray<OutsideGroup> Outside);

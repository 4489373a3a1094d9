using System.Collections.Immutable;
using AppHost.Generation.Model;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>Writes a plan down as objects, by the file they stand in.</summary>
internal static class ObjectFactory
{
    public static ImmutableArray<ObjectFile> Create(DeploymentPlan plan, Findings findings) =>
    [
        new("common.yaml", [.. Common(plan)]),
        .. plan.Services.Select(service => new ObjectFile($"{service.Name}.yaml", [.. Of(service, plan, findings)])),
    ];

    private static IEnumerable<KubeObject> Common(DeploymentPlan plan)
    {
        if (plan.Options.Namespace is { } name)
        {
            yield return Namespaces.Of(name, plan.Options);
        }

        foreach (var policy in NetworkPolicies.ForAll(plan.Options))
        {
            yield return policy;
        }

        if (plan.Options.Secrets == SecretSource.External)
        {
            foreach (var group in plan.Outside.Where(group => group.IsSecret))
            {
                yield return ExternalSecrets.Of(group, plan.Options);
            }
        }
    }

    private static IEnumerable<KubeObject> Of(PlannedService service, DeploymentPlan plan, Findings findings) =>
    [
        Accounts.Of(service, plan.Options),
        .. Accounts.Permissions(service, plan.Options),
        .. service.Tracks.Select(track => Workloads.Of(service, track, plan.Options)),
        .. Services.Of(service, plan.Options),
        .. service.Tracks.Where(track => track.Scale is not null).Select(track => Autoscalers.Of(service, track, plan.Options)),
        .. service.Tracks.Select(track => DisruptionBudgets.Of(service, track, plan.Options)),
        .. Edges.Of(service, plan.Options, findings),
        .. NetworkPolicies.Of(service, plan, findings),
        .. Monitoring.Of(service, plan.Options),
    ];
}

using System.Collections.Immutable;
using AppHost.Generation.Expressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>Decides how a manifest runs in a cluster. Whatever it decides otherwise than the manifest has it, it tells.</summary>
/// <param name="example">The Deployer's permissions for a service <c>api</c>, see <see cref="DeployerPermissions"/>.</param>
internal sealed class Planner(
    Manifest manifest, GenerationOptions options, ImmutableArray<Permission> example, Findings findings)
{
    public DeploymentPlan Plan()
    {
        CheckNames();
        CheckParameters();
        CheckReleases();
        var endpoints = new EndpointTable(new EndpointPlanner(findings).Plan(manifest), options.Images);
        var resolver = new Resolver(manifest, endpoints, options.Parameters, findings);
        ResolveTheRest(resolver);
        var values = new List<OutsideValue>();
        var planner = new ServicePlanner(manifest, endpoints, resolver, options, example, findings, values);
        var services = new SidecarPlanner(options, findings).Plan([.. Deployed().Select(planner.Plan)]);
        var outside = OutsideGroups.Of(values, manifest).ToList();
        if (services.Any(service => service.Folders.Any(folder => folder.Secret == AccessTokens.Secret)))
        {
            outside.Add(new OutsideGroup(AccessTokens.Secret, IsSecret: true, []));
        }

        foreach (var group in outside.GroupBy(group => group.Name).Where(group => group.Count() > 1))
        {
            findings.Fault($"resources.{group.Key}", "would be one object with another's values: rename the resource");
        }

        TellWhatIsToFillIn(outside);
        return new DeploymentPlan(options, services, [.. outside]);
    }

    private IEnumerable<DeclaredService> Deployed()
    {
        foreach (var service in manifest.Resources.OfType<DeclaredService>())
        {
            if (service.Kind == ServiceKind.Executable)
            {
                findings.Fault(
                    service.Place,
                    "is an executable of the developer's machine, and no image runs it: publish it as a container " +
                    "(PublishAsDockerFile in the AppHost), or leave it out of the manifest");
            }
            else if (service.Build?.OnlyForOthers == true)
            {
                findings.Note(NoteKind.LeftOut, service.Place, "is built for its files only, which go into other images; it never runs");
            }
            else
            {
                yield return service;
            }
        }
    }

    private void CheckNames()
    {
        var services = manifest.Resources.OfType<DeclaredService>().ToList();
        foreach (var service in services.Where(service => !KubeNames.IsValid(KubeNames.Of(service.Name))))
        {
            findings.Fault(
                service.Place, $"'{KubeNames.Of(service.Name)}' cannot be the name of a Service: at most {KubeNames.MaxLength} characters, a letter first");
        }

        foreach (var group in services.GroupBy(service => KubeNames.Of(service.Name)).Where(group => group.Count() > 1))
        {
            findings.Fault(
                group.Last().Place,
                $"{string.Join(" and ", group.Select(service => $"'{service.Name}'"))} would both be '{group.Key}' in the cluster: rename one");
        }
    }

    private void CheckParameters()
    {
        foreach (var name in options.Parameters.Keys.Order(StringComparer.Ordinal))
        {
            if (manifest.Find(name) is not DeclaredParameter parameter)
            {
                findings.Fault($"--parameter {name}", "the manifest has no such parameter");
            }
            else if (parameter.Inputs.Values.Any(input => input.IsSecret))
            {
                findings.Fault(
                    $"--parameter {name}", "is a secret, and secrets are never written: give it in its file, as the report says");
            }
        }
    }

    private void CheckReleases()
    {
        foreach (var release in manifest.Resources.OfType<DeclaredRelease>())
        {
            if (manifest.Find(release.Service) is not DeclaredService)
            {
                findings.Fault($"{release.Place}.service", $"there is no service '{release.Service}'");
            }

            if (release.Tracks.IsEmpty)
            {
                findings.Fault(release.Place, "has no track; it needs one or more, such as \"stable\": {\"tag\": \"stable\"}");
            }
        }
    }

    /// <summary>What no service refers to must be without faults too: somebody will.</summary>
    private void ResolveTheRest(Resolver resolver)
    {
        foreach (var resource in manifest.Resources)
        {
            if (resource.ConnectionString is { } text)
            {
                resolver.Resolve(text, $"{resource.Place}.connectionString");
            }

            if (resource is DeclaredParameter parameter)
            {
                resolver.Resolve(parameter.Value, $"{resource.Place}.value");
            }
            else if (resource is DeclaredText)
            {
                resolver.Resolve($"{{{resource.Name}.value}}", resource.Place);
            }
        }
    }

    private void TellWhatIsToFillIn(IEnumerable<OutsideGroup> outside)
    {
        foreach (var group in outside.Where(group => !group.IsSecret || options.Secrets == SecretSource.Files))
        {
            if (options.Format == OutputFormat.Helm)
            {
                findings.Note(NoteKind.ToFillIn, "values.yaml", $"values.{group.Name}: {string.Join(", ", group.Keys.Select(key => $"{key.Name} ({key.Hint})"))}");
                continue;
            }

            var file = $"{OutputFiles.Base}/{OutputFiles.Of(group)}";
            var keys = group.Keys.IsEmpty ? "a line for each token" : string.Join(", ", group.Keys.Select(key => key.Name));
            findings.Note(NoteKind.ToFillIn, file, $"{keys}; {file}.template says how");
        }

        foreach (var group in outside.Where(group => group.IsSecret && options.Secrets == SecretSource.Existing))
        {
            var keys = group.Keys.IsEmpty ? "an entry for each token" : string.Join(", ", group.Keys.Select(key => key.Name));
            findings.Note(NoteKind.ToFillIn, $"Secret {group.Name}", $"must be in the cluster, with {keys}");
        }
    }
}

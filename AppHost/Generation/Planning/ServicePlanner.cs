using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AppHost.Generation.Expressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>Decides how one service runs.</summary>
/// <param name="outside">Gets the values that have to be filled in.</param>
internal sealed partial class ServicePlanner(
    Manifest manifest,
    EndpointTable endpoints,
    Resolver resolver,
    GenerationOptions options,
    ImmutableArray<Permission> example,
    Findings findings,
    List<OutsideValue> outside)
{
    /// <summary>The user that the .NET images are made for.</summary>
    private const long DotNetUser = 1654;

    /// <summary>Any number but 0 satisfies the cluster; whether it satisfies the image, only its author knows.</summary>
    private const long SomeUser = 1000;

    private const string RegistryFolder = "/etc/slipway/registry";

    public PlannedService Plan(DeclaredService service)
    {
        var name = KubeNames.Of(service.Name);
        var own = endpoints.Of(service.Name);
        var profile = service.Build is null && service.Image is { } image ? ImageProfile.Of(image) : null;
        var volumes = Volumes(service);
        var variables = Variables(service);
        var plan = new VariablePlan();
        plan.Add(variables);
        var arguments = service.Arguments
            .Select((argument, index) => Word(argument, $"{service.Place}.args[{index}]", plan, variables)).ToImmutableArray();
        var command = service.Entrypoint is { } entrypoint
            ? ImmutableArray.Create(Word(entrypoint, $"{service.Place}.entrypoint", plan, variables))
            : [];
        if (profile is not null && !volumes.IsEmpty)
        {
            arguments = Durable(service, profile, arguments);
        }

        var tracks = new TrackPlanner(manifest, options, findings).Plan(service, own, profile);
        var permissions = Permissions(service, plan);
        TellWhatIsLeftOut(service);
        outside.AddRange(variables.SelectMany(variable => variable.Value.Outside));
        var reached = variables.SelectMany(variable => variable.Value.Services).Where(peer => peer != service.Name).ToList();
        return new PlannedService
        {
            Resource = service.Name,
            Name = name,
            Command = command,
            Arguments = arguments,
            Configuration = plan.Configuration,
            Variables = plan.Variables,
            Endpoints = own,
            ManagementPort = ManagementPort.Of(service),
            Volumes = volumes,
            Folders = [.. Folders(service)],
            WorkingDirectory = profile is null ? null : volumes.FirstOrDefault()?.Target,
            User = User(service, profile),
            Drains = ManagementPort.Of(service) is not null,
            Sizes = SizesOf(service, tracks),
            Tracks = tracks,
            Permissions = permissions,
            Peers = [.. reached.Select(KubeNames.Of)],
            Scraped = [.. reached.SelectMany(ReleasedBy).Select(KubeNames.Of)],
            Elsewhere = Elsewhere(permissions, variables),
            Host = Host(service, own),
        };
    }

    private List<(string Name, ResolvedValue Value)> Variables(DeclaredService service)
    {
        var variables = service.Environment
            .Select(variable => (variable.Key, resolver.Resolve(variable.Value, $"{service.Place}.env.{variable.Key}"))).ToList();
        return service.Kind == ServiceKind.Project ? new HttpsVariables(findings).Adjust(service, variables) : variables;
    }

    private string Word(string text, string place, VariablePlan plan, List<(string Name, ResolvedValue Value)> variables)
    {
        var value = resolver.Resolve(text, place);
        variables.Add(("", value));
        if (value.IsSecret)
        {
            findings.Note(
                NoteKind.Adjusted, place, "takes its secret from a variable; whoever may list the container's processes sees it");
        }

        return plan.InPod(value);
    }

    private ImmutableArray<string> Durable(DeclaredService service, ImageProfile profile, ImmutableArray<string> arguments)
    {
        var durable = profile.Durable(arguments);
        if (durable != arguments)
        {
            findings.Note(
                NoteKind.Adjusted, $"{service.Place}.args", "got --appendonly yes, so that no write is lost with the pod");
        }

        return durable;
    }

    private ImmutableArray<PlannedVolume> Volumes(DeclaredService service)
    {
        var volumes = service.Volumes.Select((volume, index) =>
        {
            var name = KubeNames.Of(volume.Name);
            return new PlannedVolume(KubeNames.IsValid(name) ? name : $"data-{index}", volume.Target, volume.IsReadOnly);
        }).ToImmutableArray();
        foreach (var group in volumes.GroupBy(volume => volume.Name).Where(group => group.Count() > 1))
        {
            findings.Fault($"{service.Place}.volumes", $"'{group.Key}' stands there more than once");
        }

        return volumes;
    }

    /// <summary>What the Deployer needs to know of a cluster, beside its permissions.</summary>
    private ImmutableArray<Permission> Permissions(DeclaredService service, VariablePlan plan)
    {
        var releases = Releases.By(manifest, service);
        if (releases.Count == 0)
        {
            return [];
        }

        plan.Add(new Variable.FromPod("Kube__Namespace", "metadata.namespace"));
        plan.Add(
        [
            .. releases.SelectMany(release => Releases.Configuration(manifest, release, options))
                .Append((Name: "Kube__Selector", Value: $"app.kubernetes.io/part-of={options.Application},track"))
                .Select(setting => (setting.Name, ResolvedValue.Of(setting.Value))),
        ]);
        if (options.PullSecret is not null)
        {
            plan.Add([("Registry__DockerConfig", ResolvedValue.Of($"{RegistryFolder}/.dockerconfigjson"))]);
        }

        return DeployerPermissions.For(
            example,
            [.. releases.SelectMany(release => release.Tracks.Select(track => (KubeNames.Of(release.Service), track.Name)))]);
    }

    private IEnumerable<SecretFolder> Folders(DeclaredService service)
    {
        if (AccessTokens.Of(service) is { } tokens)
        {
            yield return tokens;
        }

        if (options.PullSecret is { } secret && Releases.By(manifest, service).Count > 0)
        {
            yield return new SecretFolder("registry", secret, RegistryFolder);
        }
    }

    private IEnumerable<string> ReleasedBy(string peer) =>
        manifest.Find(peer) is DeclaredService deployer ? Releases.By(manifest, deployer).Select(release => release.Service) : [];

    private long User(DeclaredService service, ImageProfile? profile)
    {
        if (service.Kind == ServiceKind.Project || profile is not null)
        {
            return profile?.User ?? DotNetUser;
        }

        findings.Note(
            NoteKind.Assumed,
            service.Place,
            $"runs as user {SomeUser} with a read-only root and /tmp to write to: nothing says which user its image is made for");
        return SomeUser;
    }

    private static Sizes SizesOf(DeclaredService service, ImmutableArray<PlannedTrack> tracks) =>
        service.Kind != ServiceKind.Project ? Sizes.OfAContainer
        : tracks.Any(track => track.Scale is not null) ? Sizes.OfAScaledProject
        : Sizes.OfAProject;

    private static string? Elsewhere(
        ImmutableArray<Permission> permissions, IEnumerable<(string Name, ResolvedValue Value)> variables)
    {
        var named = variables.Where(variable => variable.Value.Elsewhere || variable.Value.Parts.Any(IsAddress))
            .Select(variable => variable.Name).Where(name => name.Length > 0).ToList();
        return !permissions.IsEmpty ? "it asks the cluster's API and image registries"
            : named.Count > 0 ? $"{string.Join(", ", named)} may name an address that the manifest does not know"
            : null;
    }

    private static bool IsAddress(ValuePart part) => part is ValuePart.Literal literal && AddressPattern().IsMatch(literal.Text);

    private string? Host(DeclaredService service, ImmutableArray<Endpoint> own)
    {
        if (options.Exposure is not (Exposure.Ingress or Exposure.Gateway)
            || !own.Any(endpoint => endpoint is { IsExternal: true, IsHttp: true }))
        {
            return null;
        }

        var host = options.Hosts.GetValueOrDefault(service.Name)
            ?? (options.Domain is { } domain ? $"{KubeNames.Of(service.Name)}.{domain}" : null);
        if (host is null)
        {
            findings.Fault(
                service.Place, $"is reached from outside under a host name: give --host {service.Name}=NAME, or --domain NAME for all");
        }

        return host;
    }

    private void TellWhatIsLeftOut(DeclaredService service)
    {
        foreach (var (mount, index) in service.BindMounts.Select((mount, index) => (mount, index)))
        {
            findings.Note(
                NoteKind.LeftOut,
                $"{service.Place}.bindMounts[{index}]",
                $"'{mount.Source}' is a path of the developer's machine, so {mount.Target} is not mounted: " +
                "bring its files in the image, or add a ConfigMap in an overlay");
        }

        foreach (var files in service.ContainerFiles)
        {
            findings.Note(
                NoteKind.LeftOut, $"{service.Place}.containerFiles.{files}", $"belong into the image: have its build copy them from that of '{files}'");
        }

        if (service.Build is { } build && endpoints.ImageOf(service) is { } image)
        {
            var stage = build.Stage is null ? "" : $" --target {build.Stage}";
            findings.Note(
                NoteKind.Assumed, $"{service.Place}.build", $"is called {image}: docker build -t {image}{stage} -f {build.Dockerfile} {build.Context}");
            foreach (var (name, value) in build.Arguments)
            {
                resolver.Resolve(value, $"{service.Place}.build.args.{name}");
            }
        }
    }

    /// <summary>A host with a domain: the names of services have none.</summary>
    [GeneratedRegex(@"://[A-Za-z0-9-]+\.[A-Za-z0-9.-]*[A-Za-z]")]
    private static partial Regex AddressPattern();
}

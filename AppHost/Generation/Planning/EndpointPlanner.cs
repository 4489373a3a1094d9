using System.Collections.Immutable;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>
/// Gives every binding its ports. What the manifest leaves open: a project listens on 8080 and upwards, as the .NET
/// images do; a Service has the port of its container.
/// </summary>
internal sealed class EndpointPlanner(Findings findings)
{
    private const int FirstPort = 8080;

    public ImmutableArray<Endpoint> Plan(Manifest manifest) =>
    [
        .. manifest.Resources.OfType<DeclaredService>()
            .Where(service => service.Kind != ServiceKind.Executable)
            .SelectMany(Plan),
    ];

    private List<Endpoint> Plan(DeclaredService service)
    {
        var planned = new List<Endpoint>();
        var taken = service.Bindings.Select(binding => binding.TargetPort).OfType<int>().ToHashSet();
        if (ManagementPort.Of(service) is { } management)
        {
            taken.Add(management);
        }

        // Those that have to share another's port come after it.
        foreach (var binding in service.Bindings.OrderBy(binding => IsWithoutCertificate(service, binding)))
        {
            if (TargetPort(service, binding, planned, taken) is { } target)
            {
                planned.Add(At(service, binding, target, planned));
            }
        }

        CheckPorts(service, planned);
        return [.. service.Bindings.SelectMany(binding => planned.Where(endpoint => endpoint.Binding == binding.Name))];
    }

    private int? TargetPort(DeclaredService service, DeclaredBinding binding, List<Endpoint> planned, HashSet<int> taken)
    {
        if (binding.TargetPort is { } given)
        {
            return given;
        }

        if (service.Kind != ServiceKind.Project)
        {
            if (binding.Port is null)
            {
                findings.Fault($"{service.Place}.bindings.{binding.Name}", "has neither targetPort nor port: say where the container listens");
            }

            return binding.Port;
        }

        if (IsWithoutCertificate(service, binding) && planned.Find(endpoint => endpoint.Scheme == "http") is { } http)
        {
            return http.TargetPort;
        }

        var free = Enumerable.Range(FirstPort, 1000).First(port => !taken.Contains(port));
        taken.Add(free);
        return free;
    }

    private Endpoint At(DeclaredService service, DeclaredBinding binding, int target, List<Endpoint> planned)
    {
        var shared = planned.Find(other => other.TargetPort == target && other.Protocol == binding.Protocol);
        var scheme = binding.Scheme;
        if (IsWithoutCertificate(service, binding))
        {
            scheme = "http";
            findings.Note(
                NoteKind.Adjusted,
                $"{service.Place}.bindings.{binding.Name}",
                $"is served as http on port {target}: inside the cluster there is no certificate for it; TLS ends at the edge");
        }

        return new Endpoint(
            service.Name,
            binding.Name,
            KubeNames.Of(service.Name),
            scheme,
            shared is not null && scheme != binding.Scheme ? shared.Port : binding.Port ?? target,
            target,
            binding.Protocol,
            binding.Transport,
            binding.IsExternal,
            shared?.PortName ?? FreeName(KubeNames.OfPort(binding.Name), planned));
    }

    private static string FreeName(string name, List<Endpoint> planned)
    {
        var free = name;
        for (var number = 2; planned.Exists(endpoint => endpoint.PortName == free); number++)
        {
            var end = $"-{number}";
            free = KubeNames.OfPort(name[..Math.Min(name.Length, KubeNames.MaxPortName - end.Length)] + end);
        }

        return free;
    }

    private void CheckPorts(DeclaredService service, List<Endpoint> planned)
    {
        foreach (var group in planned.GroupBy(endpoint => (endpoint.Port, endpoint.Protocol))
            .Where(group => group.Select(endpoint => endpoint.TargetPort).Distinct().Count() > 1))
        {
            findings.Fault(
                $"{service.Place}.bindings",
                $"{string.Join(" and ", group.Select(endpoint => $"'{endpoint.Binding}'"))} both have port {group.Key.Port}, " +
                $"but lead to {string.Join(" and ", group.Select(endpoint => endpoint.TargetPort))}: give them different ports");
        }
    }

    /// <summary>A container's image brings what it needs to speak TLS, or does not; a project's certificate stays with the developer.</summary>
    private static bool IsWithoutCertificate(DeclaredService service, DeclaredBinding binding) =>
        service.Kind == ServiceKind.Project && binding.Scheme == "https";
}

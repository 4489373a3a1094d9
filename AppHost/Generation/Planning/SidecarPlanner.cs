using System.Collections.Immutable;
using System.Globalization;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>Puts a Monitor beside those services for which one is asked for.</summary>
internal sealed class SidecarPlanner(GenerationOptions options, Findings findings)
{
    /// <summary>Section <c>Smtp</c> of the Monitor's settings.</summary>
    private const string Mail = "Smtp__";

    /// <summary>Section <c>Access</c>: who may ask it, without which it does not start.</summary>
    private const string Access = "Access__";

    /// <summary>Opens the other services, whom it does not ask; the service beside it can read its variables.</summary>
    private const string ServiceToken = "Access__ServiceToken";

    private const int FirstPort = 8089;

    public ImmutableArray<PlannedService> Plan(ImmutableArray<PlannedService> services)
    {
        foreach (var (name, monitor) in options.Sidecars.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var (service, beside) = (Find(services, name), Find(services, monitor));
            if ((service is null ? $"the manifest has no service '{name}'"
                : beside is null ? $"the manifest has no service '{monitor}'"
                : FaultOf(service, beside)) is { } fault)
            {
                findings.Fault($"--sidecar {name}={monitor}", fault);
                continue;
            }

            var sidecar = Beside(service!, beside!);
            Tell(service!, sidecar);
            services = services.Replace(service!, service! with { Sidecar = sidecar });
        }

        return services;
    }

    private static PlannedService? Find(ImmutableArray<PlannedService> services, string name) =>
        services.FirstOrDefault(service => string.Equals(service.Resource, name, StringComparison.OrdinalIgnoreCase));

    private static string? FaultOf(PlannedService service, PlannedService monitor) =>
        service == monitor ? "it cannot stand beside itself"
        : !IsMail($"{Mail}Host", monitor) ? $"'{monitor.Resource}' has no variable {Mail}Host: it is no Monitor, or has nowhere to send mails"
        : null;

    private static bool IsMail(string name, PlannedService monitor) =>
        monitor.Configuration.Any(setting => Is(setting.Key, name)) || monitor.Variables.Any(variable => Is(variable.Name, name));

    private static PlannedSidecar Beside(PlannedService service, PlannedService monitor)
    {
        var own = monitor.Variables.Where(variable => IsOwn(variable.Name)).ToList();
        var composed = own.OfType<Variable.Composed>().ToList();
        return new PlannedSidecar(
            monitor,
            [.. monitor.Configuration.Select(setting => setting.Key).Where(IsOwn)],
            [.. monitor.Variables.Where(variable =>
                own.Contains(variable) || composed.Any(other => other.Value.Contains($"$({variable.Name})", StringComparison.Ordinal)))],
            FreePort(service),
            MailPort(monitor));
    }

    private static int FreePort(PlannedService service)
    {
        var port = FirstPort;
        while (port == service.ManagementPort || service.Endpoints.Any(endpoint => endpoint.TargetPort == port))
        {
            port++;
        }

        return port;
    }

    /// <summary>As the Monitor has it: 587, unless it is told otherwise.</summary>
    private static int? MailPort(PlannedService monitor) => Said(monitor, "Port") is { } port
        ? int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null
        : IsMail($"{Mail}Port", monitor) || (IsMail($"{Mail}Security", monitor) && Said(monitor, "Security") is null) ? null
        : Said(monitor, "Security")?.ToUpperInvariant() switch { "TLS" => 465, "OFF" => 25, _ => 587 };

    private static string? Said(PlannedService monitor, string setting) =>
        monitor.Configuration.FirstOrDefault(known => Is(known.Key, Mail + setting)).Value;

    private static bool IsOwn(string name) =>
        name.StartsWith(Mail, StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith(Access, StringComparison.OrdinalIgnoreCase) && !Is(name, ServiceToken));

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private void Tell(PlannedService service, PlannedSidecar sidecar)
    {
        var place = $"resources.{service.Resource}";
        findings.Note(
            NoteKind.Adjusted,
            place,
            $"has {sidecar.Monitor.Name} beside it in every pod (--sidecar): a pod's containers see each other's processes there, and so its mail settings");
        findings.Note(
            NoteKind.Assumed,
            place,
            sidecar.MailPort is { } port
                ? $"may speak to any address on port {port}, so that its sidecar can mail"
                : "may speak to any address, so that its sidecar can mail: the manifest does not know the mail server's port");
    }
}

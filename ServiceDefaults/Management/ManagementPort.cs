using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ServiceDefaults.Management;

/// <summary>
/// Listens on the management port too, and keeps what is for operators and what is for callers apart. The port a
/// connection came in on decides: unlike a Host header it cannot be claimed.
/// </summary>
internal sealed class ManagementPort(IOptions<ManagementOptions> options) : IStartupFilter
{
    // Where Kestrel listens when nobody says anything.
    private const string DefaultAddress = "http://localhost:5000";

    // Each takes the port on all interfaces, so that no other host can have it beside.
    private static readonly string[] Wildcards = ["*", "+", "[::]", "0.0.0.0"];

    private static readonly PathString[] Paths = ["/health", "/metrics"];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (options.Value.Port is { } port)
        {
            // The host has put all addresses there by now, and the server binds them after this.
            if (app.ServerFeatures.Get<IServerAddressesFeature>() is { } feature)
            {
                Listen(feature.Addresses, port);
            }

            app.Use((context, following) => Belongs(context, port) ? following(context) : RefuseAsync(context));
        }

        next(app);
    };

    private static void Listen(ICollection<string> addresses, int port)
    {
        if (addresses.Count == 0)
        {
            addresses.Add(DefaultAddress);
        }

        var bound = addresses.Select(BindingAddress.Parse)
            .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .ToList();
        if (bound.Exists(address => address.Port == port))
        {
            throw new OptionsValidationException(
                ManagementOptions.Section,
                typeof(ManagementOptions),
                [$"Management:Port = '{port}': is the port of the rest too ({string.Join(", ", addresses)})"]);
        }

        var hosts = bound.Select(address => address.Host).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var host in Wildcards.FirstOrDefault(hosts.Contains) is { } all ? [all] : hosts)
        {
            addresses.Add($"http://{host}:{port}");
        }
    }

    private static bool Belongs(HttpContext context, int port)
    {
        var path = context.Request.Path;
        var isManagement = Array.Exists(
            Paths, management => path.StartsWithSegments(management, StringComparison.OrdinalIgnoreCase));
        return isManagement == (context.Connection.LocalPort == port);
    }

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

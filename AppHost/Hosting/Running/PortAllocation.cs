using System.Net;
using System.Net.Sockets;
using AppHost.Ports;

namespace Aspire.Hosting.Running;

/// <summary>Gives every endpoint its port before anything starts, and says of each wanted one whether it is in use.</summary>
internal static class PortAllocation
{
    /// <returns>A line for every port that cannot be had.</returns>
    public static List<string> Allocate(IEnumerable<IResource> resources)
    {
        var endpoints = resources
            .SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>(), (resource, endpoint) => (resource, endpoint))
            .ToList();
        var faults = new List<string>();
        var taken = new Dictionary<int, string>();
        foreach (var (resource, endpoint) in endpoints.Where(pair => pair.endpoint.Port is not null))
        {
            var port = endpoint.AllocatedPort = endpoint.Port!.Value;
            if (taken.TryGetValue(port.Value, out var other))
            {
                faults.Add($"Port {port} is wanted by {other} and by {resource.Name}{Remedy(resource, port.Value)}");
            }
            else if (!IsFree(port.Value))
            {
                faults.Add($"Port {port} of {resource.Name} is in use{Remedy(resource, port.Value)}");
            }

            taken.TryAdd(port.Value, resource.Name);
        }

        foreach (var (_, endpoint) in endpoints.Where(pair => pair.endpoint.Port is null))
        {
            endpoint.AllocatedPort = FreePort();
        }

        return faults;
    }

    private static string Remedy(IResource resource, int port) =>
        resource.Annotations.Last<PortSettingAnnotation>() is { } setting
            ? $": stop what uses it, or give another one: --{setting.Key}={(port + 1000 <= 65535 ? port + 1000 : port - 1000)}"
            : ": stop what uses it.";

    private static bool IsFree(int port) =>
        CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException fault)
        {
            // Without an IPv6 loopback there is nothing to collide with.
            return fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported;
        }
    }

    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            if (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port))
            {
                return port;
            }
        }
    }
}

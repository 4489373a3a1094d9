using System.Net;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Tests.Hosting.Running;

internal static class FreePorts
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public static int Port(this IEnumerable<IResource> resources, string name) => resources
        .Single(resource => resource.Name == name).Annotations.OfType<EndpointAnnotation>().First().Port!.Value;
}

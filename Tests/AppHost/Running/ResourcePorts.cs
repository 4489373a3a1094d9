using Aspire.Hosting.ApplicationModel;

namespace Tests.Hosting.Running;

internal static class ResourcePorts
{
    public static int Port(this IEnumerable<IResource> resources, string name) => resources
        .Single(resource => resource.Name == name).Annotations.OfType<EndpointAnnotation>().First().Port!.Value;
}

namespace Aspire.Hosting.Running;

/// <summary>Resources that somebody else starts, such as the Deployer: says when they answer for the first time.</summary>
internal static class StartedElsewhere
{
    public static Task WatchAsync(
        IEnumerable<IResource> resources, HealthCheck health, LineWriter output, CancellationToken cancellationToken) =>
        Task.WhenAll(resources
            .Where(resource => resource.Annotations.Last<ExplicitStartupAnnotation>() is not null)
            .Select(resource => WatchAsync(resource, health, output, cancellationToken)));

    private static async Task WatchAsync(
        IResource resource, HealthCheck health, LineWriter output, CancellationToken cancellationToken)
    {
        if (resource.Annotations.Last<HttpHealthCheckAnnotation>() is { } check)
        {
            await health.PassAsync(resource, _ => { }, cancellationToken);
            output.Write($"{resource.Name} answers at {check.Endpoint.Url}");
        }
    }
}

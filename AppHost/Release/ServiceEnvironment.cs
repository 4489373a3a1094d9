namespace AppHost.Release;

/// <summary>
/// The variables that the composition gives a service, for whoever starts it in its stead: without the addresses it
/// would listen on itself and without the name it would bear, which each of its instances has of its own.
/// </summary>
internal static class ServiceEnvironment
{
    private static readonly string[] OfOneInstance =
        ["OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES", "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE"];

    public static async Task<IReadOnlyList<KeyValuePair<string, object>>> OfAsync(
        ProjectResource service, EnvironmentCallbackContext context)
    {
        var its = new EnvironmentCallbackContext(
            context.ExecutionContext, service, cancellationToken: context.CancellationToken);
        foreach (var annotation in service.Annotations.OfType<EnvironmentCallbackAnnotation>().ToList())
        {
            await annotation.Callback(its);
        }

        return [.. its.EnvironmentVariables.Where(variable =>
            !OfOneInstance.Contains(variable.Key) && !RefersTo(variable.Value, service))];
    }

    private static bool RefersTo(object value, ProjectResource service) => value switch
    {
        EndpointReference endpoint => endpoint.Resource == service,
        IResource => false,
        IValueWithReferences composed => composed.References.Any(reference => RefersTo(reference, service)),
        _ => false,
    };
}

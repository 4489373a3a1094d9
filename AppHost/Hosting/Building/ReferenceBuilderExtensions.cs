namespace Aspire.Hosting;

internal static class ReferenceBuilderExtensions
{
    /// <summary>Sets <c>ConnectionStrings__name</c> and, for its parts, <c>NAME_HOST</c>, <c>NAME_PORT</c> and so on.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[$"ConnectionStrings__{resource.Name}"] = new ConnectionStringReference(resource);
            foreach (var (name, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{VariableName(resource.Name)}_{name.ToUpperInvariant()}"] = value;
            }
        });
    }

    /// <summary>Sets <c>NAME_HTTP</c> and, for service discovery, <c>services__name__http__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        var told = new EndpointReferenceAnnotation(source.Resource);
        if (builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>().Contains(told))
        {
            return builder;
        }

        return builder.WithAnnotation(told).WithEnvironment(context =>
        {
            var resource = source.Resource;
            foreach (var endpoint in resource.Endpoints())
            {
                var variable = $"{VariableName(resource.Name)}_{VariableName(endpoint.EndpointName)}";
                context.EnvironmentVariables[variable] = endpoint;
                context.EnvironmentVariables[NextKey(context, resource.Name, endpoint.Scheme)] = endpoint;
            }
        });
    }

    private static string NextKey(EnvironmentCallbackContext context, string name, string scheme)
    {
        var index = 0;
        while (context.EnvironmentVariables.ContainsKey($"services__{name}__{scheme}__{index}"))
        {
            index++;
        }

        return $"services__{name}__{scheme}__{index}";
    }

    /// <summary>Shells take letters, digits and underscores only.</summary>
    private static string VariableName(string name) =>
        string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
}

using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal static class ProjectBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name) where TProject : IProjectMetadata, new()
    {
        var metadata = new TProject();
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation<IProjectMetadata>(metadata);
        if (!File.Exists(metadata.ProjectPath))
        {
            throw new DistributedApplicationException($"The project of '{name}' is not there: {metadata.ProjectPath}");
        }

        project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        var profile = LaunchSettings.FirstProfile(metadata.ProjectPath);
        return builder.ExecutionContext.IsPublishMode ? project.ForManifest(profile?.Value) : project.ForRun(profile);
    }

    private static IResourceBuilder<ProjectResource> ForManifest(
        this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithEnvironment(context =>
        {
            if (context.Resource.Annotations.OfType<EndpointAnnotation>().Any())
            {
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            }
        });
        project.WithEnvironment(context => SetPorts(context, "HTTP_PORTS", "http"));
        project.WithEnvironment(context => SetPorts(context, "HTTPS_PORTS", "https"));

        if (profile?.ApplicationUrl is not null)
        {
            project.Resource.Annotations.Add(new EndpointAnnotation("http", "http"));
            project.Resource.Annotations.Add(new EndpointAnnotation("https", "https") { IsDefaultHttps = true });
        }

        return project;
    }

    private static void SetPorts(EnvironmentCallbackContext context, string variable, string scheme)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in context.Resource.Endpoints()
            .Where(endpoint => endpoint.Scheme == scheme && !endpoint.EndpointAnnotation.IsDefaultHttps))
        {
            ports.AppendLiteral(ports.IsEmpty ? "" : ";");
            ports.Append(endpoint.Property(EndpointProperty.TargetPort));
        }

        if (!ports.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd(variable, ports.Build());
        }
    }

    private static IResourceBuilder<ProjectResource> ForRun(
        this IResourceBuilder<ProjectResource> project, KeyValuePair<string, LaunchProfile>? profile)
    {
        if (project.ApplicationBuilder.Environment.IsDevelopment())
        {
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true");
            project.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        project.WithEnvironment(SetTelemetryNames);
        project.WithEnvironment(SetUrls);
        if (profile is not { } chosen)
        {
            return project;
        }

        foreach (var url in chosen.Value.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            AddLaunchUrl(project, new Uri(url));
        }

        return project.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", chosen.Key);
            foreach (var (name, value) in chosen.Value.EnvironmentVariables)
            {
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    private static void SetTelemetryNames(EnvironmentCallbackContext context)
    {
        context.EnvironmentVariables["OTEL_SERVICE_NAME"] = context.Resource.Name;
        context.EnvironmentVariables["OTEL_RESOURCE_ATTRIBUTES"] =
            $"service.instance.id={context.Resource.Name}-{Guid.NewGuid().ToString("N")[..8]}";
    }

    private static void AddLaunchUrl(IResourceBuilder<ProjectResource> project, Uri url)
    {
        var alike = project.Resource.Annotations.OfType<EndpointAnnotation>().Count(other => other.UriScheme == url.Scheme);
        var name = alike == 0 ? url.Scheme : $"{url.Scheme}{alike + 1}";
        project.WithEndpoint(name, endpoint =>
        {
            endpoint.UriScheme = url.Scheme;
            endpoint.Port = url.Port;
            endpoint.TargetHost = url.Host;
        });
    }

    private static void SetUrls(EnvironmentCallbackContext context)
    {
        var urls = new ReferenceExpressionBuilder();
        foreach (var endpoint in context.Resource.Endpoints().Where(endpoint => endpoint.Scheme is "http" or "https"))
        {
            urls.AppendLiteral(urls.IsEmpty ? "" : ";");
            urls.Append(endpoint);
        }

        if (!urls.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", urls.Build());
        }
    }
}

using System.Globalization;

namespace AppHost.Ports;

internal static class PortExtensions
{
    /// <summary>
    /// Takes the port of its http endpoint from configuration, <c>Ports:Api</c> for <c>api</c>. In run mode only:
    /// a port of this machine means nothing where the application is deployed.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithPortFromConfiguration(this IResourceBuilder<ProjectResource> project)
    {
        var application = project.ApplicationBuilder;
        var name = project.Resource.Name;
        var key = $"Ports:{char.ToUpperInvariant(name[0])}{name[1..]}";
        if (!application.ExecutionContext.IsRunMode || application.Configuration[key] is not { } value)
        {
            return project;
        }

        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
        {
            throw new DistributedApplicationException($"{key} is '{value}': a port is a number from 1 to 65535.");
        }

        return project
            .WithEndpoint("http", endpoint => endpoint.Port = port)
            .WithAnnotation(new PortSettingAnnotation(key));
    }
}

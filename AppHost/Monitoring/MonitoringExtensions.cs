using AppHost.Parameters;

namespace AppHost.Monitoring;

internal static class MonitoringExtensions
{
    /// <summary>Has the Deployer judge releases by what the Monitor measures, and switch flags off by what it alerts.</summary>
    public static IResourceBuilder<ProjectResource> WithMonitor(
        this IResourceBuilder<ProjectResource> deployer, IResourceBuilder<ProjectResource> monitor) => deployer
            .WithEnvironment("Alerts__Address", monitor.GetEndpoint("http"))
            .WithEnvironment("Measurements__Monitor__Address", monitor.GetEndpoint("http"));

    /// <summary>
    /// Where people reach the console, for those whom the Monitor tells something. There is none when running: there it is where the
    /// Deployer serves. Where it is deployed only who deploys it knows; by default there is no link.
    /// </summary>
    public static IResourceBuilder<ParameterResource>? AddConsoleAddress(this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode ? null : builder.AddParameterWithDefault(name, "");

    public static IResourceBuilder<ProjectResource> WithConsoleAddress(
        this IResourceBuilder<ProjectResource> monitor,
        IResourceBuilder<ParameterResource>? address,
        IResourceBuilder<ProjectResource> deployer)
    {
        const string Setting = "Alerting__ConsoleAddress";
        return address is null
            ? monitor.WithEnvironment(Setting, deployer.GetEndpoint("http"))
            : monitor.WithEnvironment(Setting, address);
    }
}

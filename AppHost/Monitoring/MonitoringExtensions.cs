namespace AppHost.Monitoring;

internal static class MonitoringExtensions
{
    /// <summary>Has the Deployer judge releases by what the Monitor measures, and switch flags off by what it alerts.</summary>
    public static IResourceBuilder<ProjectResource> WithMonitor(
        this IResourceBuilder<ProjectResource> deployer, IResourceBuilder<ProjectResource> monitor) => deployer
            .WithEnvironment("Alerts__Address", monitor.GetEndpoint("http"))
            .WithEnvironment("Measurements__Monitor__Address", monitor.GetEndpoint("http"));
}

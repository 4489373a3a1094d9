namespace AppHost.Monitoring;

internal static class MonitoringExtensions
{
    /// <summary>
    /// Has the Deployer judge releases by what the Monitor measures, and switch flags off by what it alerts, when running. Where the
    /// application is deployed, it is given an address and a token of the Monitor by whoever keeps the tokens.
    /// </summary>
    /// <param name="token">What it asks with.</param>
    public static IResourceBuilder<ProjectResource> WithMonitor(
        this IResourceBuilder<ProjectResource> deployer,
        IResourceBuilder<ProjectResource> monitor,
        IResourceBuilder<ParameterResource>? token) => token is null
        ? deployer
        : deployer
            .WithEnvironment("Alerts__Address", monitor.GetEndpoint("http"))
            .WithEnvironment("Measurements__Monitor__Address", monitor.GetEndpoint("http"))
            .WithEnvironment("Measurements__Monitor__Token", token);
}

namespace AppHost.Measurements;

internal static class MeasurementExtensions
{
    /// <summary>Has the Deployer judge releases by what the Monitor measures.</summary>
    /// <param name="token">What it asks with, when running; where the application is deployed others give it one.</param>
    public static IResourceBuilder<ProjectResource> WithMeasurements(
        this IResourceBuilder<ProjectResource> deployer,
        IResourceBuilder<ProjectResource> monitor,
        IResourceBuilder<ParameterResource>? token)
    {
        deployer.WithEnvironment("Measurements__Monitor__Address", monitor.GetEndpoint("http"));
        return token is null ? deployer : deployer.WithEnvironment("Measurements__Monitor__Token", token);
    }
}

namespace AppHost.Measurements;

internal static class MeasurementExtensions
{
    /// <summary>
    /// Has the Deployer judge releases by what the Monitor measures, when running. Where the application is deployed, it is given an
    /// address and a token of the Monitor by whoever keeps the tokens.
    /// </summary>
    /// <param name="token">What it asks with.</param>
    public static IResourceBuilder<ProjectResource> WithMeasurements(
        this IResourceBuilder<ProjectResource> deployer,
        IResourceBuilder<ProjectResource> monitor,
        IResourceBuilder<ParameterResource>? token) => token is null
        ? deployer
        : deployer
            .WithEnvironment("Measurements__Monitor__Address", monitor.GetEndpoint("http"))
            .WithEnvironment("Measurements__Monitor__Token", token);
}

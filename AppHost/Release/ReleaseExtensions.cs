namespace AppHost.Release;

internal static class ReleaseExtensions
{
    /// <summary>Says how <paramref name="service"/> is released; the manifest holds it as <c>slipway.release.v0</c>.</summary>
    public static IResourceBuilder<ReleaseResource> AddRelease(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ProjectResource> service,
        ReleaseOptions options) =>
        builder.AddResource(new ReleaseResource(name, service, options))
            .WithManifestPublishingCallback(context => ReleaseManifest.Write(context.Writer, service.Resource.Name, options));

    /// <summary>
    /// Tells the Deployer of the release. When it runs on this machine it is also told all it needs to run the service
    /// itself, because there the tracks are processes of its own.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithRelease(
        this IResourceBuilder<ProjectResource> deployer, IResourceBuilder<ReleaseResource> release)
    {
        var service = release.Resource.Service;
        deployer.WithEnvironment(context =>
            TrackConfiguration.Write(context.EnvironmentVariables, service.Resource.Name, release.Resource.Options));
        if (deployer.ApplicationBuilder.ExecutionContext.IsRunMode)
        {
            var local = new LocalConfiguration(release.Resource, StateFolder.Of(deployer.ApplicationBuilder), Guid.NewGuid());
            deployer.WithEnvironment(local.WriteAsync);
            service.WithRelationship(deployer.Resource, "served by");
        }

        return deployer;
    }
}

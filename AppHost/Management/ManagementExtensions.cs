namespace AppHost.Management;

internal static class ManagementExtensions
{
    private const string Port = "8081";

    /// <summary>
    /// Where it is deployed, health and metrics get a port of their own, so that no one outside the cluster reaches them. On
    /// this machine all are one developer's.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithManagementPort(this IResourceBuilder<ProjectResource> project) =>
        project.ApplicationBuilder.ExecutionContext.IsPublishMode ? project.WithEnvironment("Management__Port", Port) : project;
}

using AppHost.Parameters;
using Microsoft.Extensions.Hosting;

namespace AppHost.Access;

internal static class AccessExtensions
{
    /// <summary>
    /// The token with which a developer asks the APIs, when running. There is none where the application is deployed:
    /// there the services get hashes of tokens that others keep.
    /// </summary>
    public static IResourceBuilder<ParameterResource>? AddDeveloperToken(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode ? builder.AddDeveloperSecret(name) : null;

    /// <summary>Where it is deployed, the hashes are read from a folder, which <c>generate</c> mounts.</summary>
    public static IResourceBuilder<ProjectResource> WithDeveloperToken(
        this IResourceBuilder<ProjectResource> project, IResourceBuilder<ParameterResource>? token) =>
        token is null
            ? project.WithEnvironment("Access__TokenFolder", "/etc/slipway/access")
            : project.WithEnvironment("Access__DeveloperToken", token);

    /// <summary>
    /// The token with which the services ask one another where they are deployed. There is none when running: there they ask with
    /// the developer's.
    /// </summary>
    public static IResourceBuilder<ParameterResource>? AddServiceToken(
        this IDistributedApplicationBuilder builder, string name) =>
        builder.ExecutionContext.IsRunMode ? null : builder.AddParameter(name, new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true);

    /// <summary>Has the project ask other services with it, and lets those look that do.</summary>
    public static IResourceBuilder<ProjectResource> WithServiceToken(
        this IResourceBuilder<ProjectResource> project, IResourceBuilder<ParameterResource>? token) =>
        token is null ? project : project.WithEnvironment("Access__ServiceToken", token);

    /// <summary>
    /// Shows a developer the link that opens the page with the token. It stands behind the #, where the browser keeps
    /// it to itself.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithConsoleLink(
        this IResourceBuilder<ProjectResource> project, IResourceBuilder<ParameterResource>? token) =>
        token is not null && project.ApplicationBuilder.Environment.IsDevelopment()
            ? project.WithUrl($"{project.GetEndpoint("http")}/#token={token}", "console")
            : project;
}

using Deployer.Images;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>Images of this repository's projects as the SDK publishes them, over a base image of this machine's runtime.</summary>
internal static class SdkImage
{
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Pushes the base image that <see cref="PublishAsync"/> builds on.</summary>
    public static Task PushBaseAsync() => Command.RunAsync(Path.Combine(Hosting.Repository.Root, "Tests", "Cluster", "base-image"));

    /// <param name="project">From the repository's root. It has been built.</param>
    /// <param name="properties">Further options, such as <c>-p:name=value</c>.</param>
    public static Task PublishAsync(string project, ImageReference image, params string[] properties) => Command.RunAsync(
        "dotnet",
        [
            "publish",
            Path.Combine(Hosting.Repository.Root, project),
            "--no-build",
            "-c",
            Configuration,
            "-t:PublishContainer",
            $"-p:ContainerBaseImage={image.Repository.Host}/aspnet:10.0",
            $"-p:ContainerRegistry={image.Repository.Host}",
            $"-p:ContainerRepository={image.Repository.Path}",
            $"-p:ContainerImageTag={image.Tag}",
            .. properties,
        ]);
}

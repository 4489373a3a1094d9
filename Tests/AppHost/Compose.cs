using Aspire.Hosting;

namespace Tests.Hosting;

/// <summary>Compositions that touch nothing outside a folder of their own.</summary>
internal static class Compose
{
    public static readonly string[] ForManifest = ["--publisher", "manifest"];

    public static IDistributedApplicationBuilder In(TemporaryFolder folder, params string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = [.. args, $"--StateFolder={folder.Path}", "--environment=Development"],
            ProjectDirectory = folder.Path,
        });
}

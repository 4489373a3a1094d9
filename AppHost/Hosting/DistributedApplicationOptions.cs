using System.Reflection;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationOptions
{
    public string[] Args { get; init; } = [];

    /// <summary>The folder of the AppHost project, where its appsettings.json is. The build writes it into the assembly.</summary>
    public string ProjectDirectory { get; init; } = typeof(DistributedApplication).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "AppHostDirectory").Value!;
}

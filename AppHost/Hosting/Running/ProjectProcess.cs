using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

/// <summary>How a project runs: what the build made of it, under the runtime that runs this process.</summary>
internal static class ProjectProcess
{
    public static async Task<ProcessSpec> OfAsync(
        ProjectResource project, DistributedApplicationExecutionContext execution, CancellationToken cancellationToken)
    {
        var metadata = project.Annotations.Last<IProjectMetadata>()!;
        if (!File.Exists(metadata.TargetPath))
        {
            throw new DistributedApplicationException($"{metadata.TargetPath} is not there: build {metadata.ProjectPath} first");
        }

        var environment = await ResourceValues.EnvironmentAsync(project, execution, cancellationToken);
        // The process ends itself soon after this one, however this one ended.
        environment["Parent__ProcessId"] = $"{Environment.ProcessId}";
        var args = await ResourceValues.ArgsAsync(project, execution, cancellationToken);
        return new ProcessSpec(
            DotNet, [metadata.TargetPath, .. args], Path.GetDirectoryName(metadata.ProjectPath)!, environment);
    }

    private static string DotNet
    {
        get
        {
            var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
            // <root>/shared/Microsoft.NETCore.App/<version>/
            var besides = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
            return File.Exists(besides) ? besides : name;
        }
    }
}

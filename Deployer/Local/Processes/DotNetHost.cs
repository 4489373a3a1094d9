using System.Runtime.InteropServices;

namespace Deployer.Local.Processes;

/// <summary>The <c>dotnet</c> that runs this process, so that instances run on the same runtime.</summary>
internal static class DotNetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        // {root}/shared/Microsoft.NETCore.App/{version}/
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(runtime, "..", "..", ".."));
        var host = System.IO.Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : "dotnet";
    }
}

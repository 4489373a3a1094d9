using System.Diagnostics;

namespace Deployer.Local.Images;

/// <summary>Publishes a project of the working tree with the .NET SDK, as a registry would build it: in Release.</summary>
internal static class ProjectPublisher
{
    /// <summary>Publishes into the folder.</summary>
    /// <exception cref="PublishException">It does not build; the message names the first error's place.</exception>
    public static async Task<PublishedProject> PublishAsync(string project, string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(project))
        {
            throw new PublishException($"there is no project {project}");
        }

        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "publish", project, "--configuration", "Release", "--output", folder, "--nologo", "--verbosity", "quiet",
                "-p:UseAppHost=false", "-p:DebugType=embedded",

                // A build server that stays behind would hold this process' output open, and outlive it.
                "-nodeReuse:false", "-p:UseSharedCompilation=false",
            },
        };
        using var process = Process.Start(start) ?? throw new PublishException("the .NET SDK could not be started");
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var text = await output + await errors;
            return process.ExitCode == 0
                ? Published(project, folder)
                : throw new PublishException(BuildErrors.Summary(project, text));
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static PublishedProject Published(string project, string folder)
    {
        // The one assembly with a runtime configuration is the one that can be started.
        var configurations = Directory.GetFiles(folder, "*.runtimeconfig.json");
        if (configurations is not [var configuration])
        {
            throw new PublishException($"{project} is no program: it published {configurations.Length} runtimeconfig.json files");
        }

        var entry = Path.GetFileName(configuration).Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal);
        return new PublishedProject(
            entry, FileVersionInfo.GetVersionInfo(Path.Combine(folder, entry)).ProductVersion);
    }
}

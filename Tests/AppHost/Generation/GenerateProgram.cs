using System.CommandLine;
using AppHost;

namespace Tests.Generation;

/// <summary>The command in this process.</summary>
internal static class GenerateProgram
{
    /// <param name="folder">Where the output goes, in <c>k8s</c>; its path is left out of what is said.</param>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = await Commands.RunAsync(
            ["generate", "--output", Path.Combine(folder, "k8s"), .. arguments],
            new InvocationConfiguration { Output = output, Error = errors });
        return (exitCode, Plain(output), Plain(errors));

        string Plain(StringWriter writer) => writer.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}

using System.CommandLine;
using AppHost;

namespace Tests.Hosting;

/// <summary>A command of the AppHost as it ended, run in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    public static async Task<CommandRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var exitCode = await Commands.RunAsync(
            arguments, new InvocationConfiguration { Output = output, Error = errors });
        return new CommandRun(exitCode, output.ToString(), errors.ToString());
    }
}

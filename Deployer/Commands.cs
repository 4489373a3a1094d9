using System.CommandLine;
using Deployer.Access;
using Deployer.Local.Push;

namespace Deployer;

/// <summary>What this program does besides serving.</summary>
internal static class Commands
{
    /// <summary>Whether the command line asks for one of the commands; otherwise it is the server's configuration.</summary>
    public static bool Asked(string[] args) => args is ["push" or "token" or "--help" or "-h" or "-?" or "--version", ..];

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand(
            "Slipway's Deployer. Without a command it serves; any --Key=Value is configuration then, such as --urls=http://localhost:8081.")
        {
            PushCommand.Create(),
            TokenCommand.Create(),
        };
        var parsed = root.Parse(args);

        // System.CommandLine says 1 for a wrong command line; 1 is a failed push here.
        return parsed.Errors.Count > 0 ? UsageAsync(parsed) : parsed.InvokeAsync();
    }

    private static async Task<int> UsageAsync(ParseResult parsed)
    {
        await parsed.InvokeAsync();
        return ExitCode.Usage;
    }
}

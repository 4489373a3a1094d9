using System.CommandLine;
using AppHost.Generation;
using AppHost.Images;

namespace AppHost;

/// <summary>What this program does besides running the system and writing its manifest.</summary>
internal static class Commands
{
    public static bool Asked(string[] args) => args is ["generate" or "images", ..];

    /// <param name="invocation">Where it writes to, if not to the console.</param>
    public static Task<int> RunAsync(string[] args, InvocationConfiguration? invocation = null)
    {
        var root = new RootCommand("Slipway's AppHost.") { GenerateCommand.Create(), ImagesCommand.Create() };
        var parsed = root.Parse(args);

        // System.CommandLine says 1 for a wrong command line; 1 is a fault in the manifest here.
        return parsed.Errors.Count > 0 ? UsageAsync(parsed, invocation) : parsed.InvokeAsync(invocation);
    }

    private static async Task<int> UsageAsync(ParseResult parsed, InvocationConfiguration? invocation)
    {
        await parsed.InvokeAsync(invocation);
        return ExitCode.Usage;
    }
}

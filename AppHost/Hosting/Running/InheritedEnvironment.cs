using System.Collections;

namespace Aspire.Hosting.Running;

/// <summary>What of this process' environment its children get: not its addresses, and nobody else's secrets.</summary>
internal static class InheritedEnvironment
{
    private static readonly string[] Withheld =
    [
        "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "ASPNETCORE_HTTPS_PORTS", "HTTP_PORTS", "HTTPS_PORTS", "URLS",
        "DOTNET_LAUNCH_PROFILE", "ASPIRE_", "Parameters__", "Ports__", "StateFolder",
    ];

    public static IEnumerable<string> WithheldNames() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(variable => (string)variable.Key)
        .Where(name => Withheld.Any(withheld => withheld.EndsWith('_')
            ? name.StartsWith(withheld, StringComparison.OrdinalIgnoreCase)
            : name.Equals(withheld, StringComparison.OrdinalIgnoreCase)));
}

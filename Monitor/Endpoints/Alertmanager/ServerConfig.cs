using System.Text.RegularExpressions;

namespace Monitor.Endpoints.Alertmanager;

/// <param name="Original">The file of rules and routes, without what is secret in it.</param>
internal sealed partial record ServerConfig(string Original)
{
    public static ServerConfig Of(string text) => new(Secret().Replace(text, "${1}<secret>"));

    [GeneratedRegex(@"(api_url\s*:\s*)[^\s,}][^\n,}]*")]
    private static partial Regex Secret();
}

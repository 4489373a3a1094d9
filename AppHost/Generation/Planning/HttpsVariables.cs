using AppHost.Generation.Expressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>
/// Where a project is to listen: without a certificate it would not start on https. Other variables need no change, since
/// an expression of an https binding already is the address that is served.
/// </summary>
internal sealed class HttpsVariables(Findings findings)
{
    private static readonly Dictionary<string, string> Ports = new(StringComparer.OrdinalIgnoreCase)
    {
        ["HTTPS_PORTS"] = "HTTP_PORTS",
        ["ASPNETCORE_HTTPS_PORTS"] = "ASPNETCORE_HTTP_PORTS",
        ["DOTNET_HTTPS_PORTS"] = "DOTNET_HTTP_PORTS",
    };

    private static readonly string[] Urls = ["ASPNETCORE_URLS", "URLS", "DOTNET_URLS"];

    private static readonly string[] Redirects = ["ASPNETCORE_HTTPS_PORT", "HTTPS_PORT"];

    public List<(string Name, ResolvedValue Value)> Adjust(
        DeclaredService service, IReadOnlyList<(string Name, ResolvedValue Value)> variables)
    {
        var adjusted = new List<(string Name, ResolvedValue Value)>();
        foreach (var (name, value) in variables)
        {
            var place = $"{service.Place}.env.{name}";
            if (Ports.TryGetValue(name, out var http))
            {
                var isSaid = variables.Any(variable => string.Equals(variable.Name, http, StringComparison.OrdinalIgnoreCase));
                findings.Note(
                    NoteKind.Adjusted,
                    place,
                    isSaid ? $"is left out: {http} says where to listen, and https has no certificate" : $"became {http}: https has no certificate");
                if (!isSaid)
                {
                    adjusted.Add((http, value));
                }
            }
            else if (Redirects.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                findings.Note(NoteKind.Adjusted, place, "is left out: nothing inside the cluster is redirected to https");
            }
            else if (Urls.Contains(name, StringComparer.OrdinalIgnoreCase) && value.Text is { } text)
            {
                adjusted.Add((name, value with { Parts = ResolvedValue.Of(Listening(text, place)).Parts }));
            }
            else
            {
                adjusted.Add((name, value));
            }
        }

        return adjusted;
    }

    private string Listening(string urls, string place)
    {
        var http = string.Join(';', urls.Split(';').Select(url =>
            url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? "http:" + url["https:".Length..] : url).Distinct());
        if (http != urls)
        {
            findings.Note(NoteKind.Adjusted, place, $"became '{http}': https has no certificate");
        }

        return http;
    }
}

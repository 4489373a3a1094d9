using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Deployer.Registry;

/// <summary>How a registry wants to be asked: <c>Basic</c>, or <c>Bearer</c> with a token from <paramref name="Realm"/>.</summary>
/// <remarks>CNCF Distribution, token authentication specification.</remarks>
internal sealed partial record Challenge(bool IsBearer, string? Realm, string? Service, string? Scope)
{
    /// <summary>The first that we can answer; null when there is none.</summary>
    public static Challenge? Of(HttpResponseHeaders headers) =>
        headers.WwwAuthenticate.Select(Read).FirstOrDefault(challenge => challenge is not null);

    private static Challenge? Read(AuthenticationHeaderValue header)
    {
        if (header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
        {
            return new Challenge(IsBearer: false, null, null, null);
        }

        if (!header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match match in Parameter().Matches(header.Parameter ?? ""))
        {
            parameters[match.Groups[1].Value] = match.Groups[2].Value;
        }

        return new Challenge(
            IsBearer: true,
            parameters.GetValueOrDefault("realm"),
            parameters.GetValueOrDefault("service"),
            parameters.GetValueOrDefault("scope"));
    }

    [GeneratedRegex("""([a-z_]+)="([^"]*)""", RegexOptions.IgnoreCase)]
    private static partial Regex Parameter();
}

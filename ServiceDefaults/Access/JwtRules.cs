namespace ServiceDefaults.Access;

internal static class JwtRules
{
    private const string Section = "Access:Jwt";

    public static void Check(JwtOptions options, List<string> faults)
    {
        if (!options.IsOn)
        {
            if (!string.IsNullOrWhiteSpace(options.Audience) || options.Roles.Count > 0)
            {
                faults.Add($"{Section}:Authority: is missing, while other settings of {Section} are given");
            }

            return;
        }

        if (!IsTrustworthy(options.Authority))
        {
            faults.Add(
                $"{Section}:Authority = '{options.Authority}': must be an https address such as " +
                "https://login.example.org/realms/team (or http, on this machine: it decides who may ask)");
        }

        if (string.IsNullOrWhiteSpace(options.Audience))
        {
            faults.Add(
                $"{Section}:Audience: is missing: without it a token meant for any other service would hold here");
        }

        foreach (var (key, value) in new[] { ("RoleClaim", options.RoleClaim), ("NameClaim", options.NameClaim) }
            .Where(pair => string.IsNullOrWhiteSpace(pair.Item2)))
        {
            faults.Add($"{Section}:{key} = '{value}': must name a claim");
        }

        foreach (var role in options.Roles.Where(role => !Roles.TryParse(role.Key, out _)))
        {
            faults.Add($"{Section}:Roles:{role.Key}: there is no such role; there are {Roles.Listed}");
        }
    }

    private static bool IsTrustworthy(string? authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0;
}

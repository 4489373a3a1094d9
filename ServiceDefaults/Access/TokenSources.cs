using System.Collections.Immutable;

namespace ServiceDefaults.Access;

/// <summary>Brings together the tokens of the configuration and of the folder.</summary>
internal static class TokenSources
{
    public const string Developer = "developer";
    public const string Service = "service";

    /// <summary>Every token without a fault, and the faults of the others.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Nor may it.</exception>
    public static (ImmutableArray<AccessToken> Tokens, IReadOnlyList<string> Faults) Read(AccessOptions options)
    {
        var tokens = new List<AccessToken>();
        var faults = new List<string>();
        if (options.DeveloperToken is { Length: > 0 } developer)
        {
            tokens.Add(new AccessToken(Developer, Role.Admin, Tokens.HashBytesOf(developer)));
        }

        if (options.ServiceToken is { Length: > 0 } service)
        {
            tokens.Add(new AccessToken(Service, Role.Viewer, Tokens.HashBytesOf(service)));
        }

        foreach (var (name, token) in options.Tokens)
        {
            TokenReader.Read($"{AccessOptions.Section}:{nameof(options.Tokens)}:{name}", name, token, tokens, faults);
        }

        if (options.TokenFolder is { Length: > 0 } folder)
        {
            TokenFolder.Read(folder, tokens, faults);
        }

        return ([.. tokens], faults);
    }
}

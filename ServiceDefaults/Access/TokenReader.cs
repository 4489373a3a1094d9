namespace ServiceDefaults.Access;

internal static class TokenReader
{
    /// <summary>
    /// Adds the token if it has no fault. A fault names the place and never quotes a value: the token itself may stand
    /// there by mistake.
    /// </summary>
    public static void Read(
        string place, string name, TokenOptions options, List<AccessToken> tokens, List<string> faults)
    {
        var before = faults.Count;
        if (!Tokens.IsName(name))
        {
            faults.Add($"{place}: a token's name is {Tokens.NameRule}");
        }

        if (!Tokens.TryParseHash(options.Hash, out var hash))
        {
            faults.Add(
                $"{place}: the hash {Missing(options.Hash)}: give the SHA-256 of the token, " +
                "64 lower-case hexadecimal digits");
        }

        if (!Roles.TryParse(options.Role, out var role))
        {
            faults.Add($"{place}: the role {Missing(options.Role)}: give one of {Roles.Listed}");
        }

        if (faults.Count == before)
        {
            Add(place, new AccessToken(name, role, hash), tokens, faults);
        }
    }

    private static void Add(string place, AccessToken token, List<AccessToken> tokens, List<string> faults)
    {
        if (tokens.Exists(other => string.Equals(other.Name, token.Name, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add($"{place}: there is another token named '{token.Name}'");
        }
        else if (tokens.Find(other => other.Hash.AsSpan().SequenceEqual(token.Hash)) is { } same)
        {
            faults.Add($"{place}: is the same token as '{same.Name}': nobody could tell who asked");
        }
        else
        {
            tokens.Add(token);
        }
    }

    private static string Missing(string value) =>
        value.Length == 0 ? "is missing" : $"is none (it has {value.Length} characters)";
}

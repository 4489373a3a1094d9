using System.Collections.Immutable;
using System.Security.Cryptography;

namespace ServiceDefaults.Access;

/// <summary>Every live token.</summary>
/// <param name="equal">
/// Compares two hashes in a time that does not depend on them; another one is for tests that count comparisons.
/// </param>
internal sealed class TokenTable(ImmutableArray<AccessToken> tokens, HashComparison? equal = null)
{
    internal static readonly HashComparison FixedTime = CryptographicOperations.FixedTimeEquals;

    private readonly HashComparison _equal = equal ?? FixedTime;

    public ImmutableArray<AccessToken> Tokens => tokens;

    /// <summary>
    /// Whose token it is; null when nobody's. Every hash is compared, also after one has matched: how long it takes
    /// tells neither which it was nor how nearly another did.
    /// </summary>
    public AccessToken? Find(string token)
    {
        var hash = Access.Tokens.HashBytesOf(token);
        AccessToken? found = null;
        foreach (var candidate in tokens)
        {
            var isIt = _equal(candidate.Hash, hash);
            found = isIt ? candidate : found;
        }

        return found;
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Deployer.Webhooks;

/// <summary>Compares what a sender presents with the secret, in a time that tells nothing of either.</summary>
internal sealed class WebhookSecret(IOptions<WebhookOptions> options)
{
    private const string Scheme = "Bearer ";
    private readonly byte[] _expected = Hash(options.Value.Secret);

    /// <summary>Whether the sender knows the secret: by the address, or by an <c>Authorization: Bearer</c> header.</summary>
    public bool IsKnownTo(string? inAddress, string? authorization)
    {
        var byAddress = Matches(inAddress);
        var byHeader = Matches(
            authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true
                ? authorization[Scheme.Length..].Trim()
                : null);
        return byAddress | byHeader;
    }

    // Of hashes, so that the lengths are equal whatever was presented.
    private bool Matches(string? presented) =>
        CryptographicOperations.FixedTimeEquals(Hash(presented ?? ""), _expected) & presented is not null;

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

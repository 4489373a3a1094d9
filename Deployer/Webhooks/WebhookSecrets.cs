using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Deployer.Webhooks;

/// <summary>Compares what senders present with the secrets, in a time that tells nothing of either.</summary>
internal sealed class WebhookSecrets(IOptions<WebhookOptions> options)
{
    private const string BearerScheme = "Bearer ";
    private const string SignaturePrefix = "sha256=";
    private readonly ConcurrentDictionary<string, byte[][]> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a header or the address shows that the sender knows a secret of this receiver.</summary>
    public bool IsKnown(IWebhookReceiver receiver, HttpContext context)
    {
        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        var bearer = authorization.StartsWith(BearerScheme, StringComparison.OrdinalIgnoreCase)
            ? authorization[BearerScheme.Length..].Trim()
            : "";
        var verbatim = receiver.Proof switch
        {
            SecretProof.Authorization => authorization,
            SecretProof.GitlabToken => headers["X-Gitlab-Token"].ToString(),
            _ => "",
        };
        var inAddress = context.Features.Get<PresentedSecret>()?.Value ?? "";

        // Without short cuts: how long it takes does not tell which of them was nearly right.
        return Matches(receiver, inAddress) | Matches(receiver, bearer) | Matches(receiver, verbatim);
    }

    /// <summary>Whether the body is signed with a secret of this receiver, where its senders sign.</summary>
    public bool IsSigned(IWebhookReceiver receiver, HttpContext context, ReadOnlySpan<byte> body)
    {
        var header = context.Request.Headers["X-Hub-Signature-256"].ToString();
        Span<byte> presented = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (receiver.Proof != SecretProof.HubSignature ||
            !header.StartsWith(SignaturePrefix, StringComparison.Ordinal) ||
            header.Length != SignaturePrefix.Length + (HMACSHA256.HashSizeInBytes * 2) ||
            Convert.FromHexString(header.AsSpan(SignaturePrefix.Length), presented, out _, out _) !=
                System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var signed = false;
        foreach (var key in KeysOf(receiver))
        {
            HMACSHA256.HashData(key, body, signature);
            signed |= CryptographicOperations.FixedTimeEquals(signature, presented);
        }

        return signed;
    }

    // Of hashes, so that the lengths are equal whatever was presented.
    private bool Matches(IWebhookReceiver receiver, string presented)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(presented), hash);
        var matches = false;
        foreach (var key in KeysOf(receiver))
        {
            SHA256.HashData(key, expected);
            matches |= CryptographicOperations.FixedTimeEquals(hash, expected);
        }

        return matches & presented.Length > 0;
    }

    private byte[][] KeysOf(IWebhookReceiver receiver) => _keys.GetOrAdd(
        receiver.Name, static (name, settings) => [.. settings.SecretsOf(name).Select(Encoding.UTF8.GetBytes)], options.Value);
}

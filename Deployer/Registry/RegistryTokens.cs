using System.Collections.Concurrent;
using System.Net.Http.Headers;

namespace Deployer.Registry;

/// <summary>Gets the tokens that registries ask for, and keeps each until shortly before its end.</summary>
internal sealed class RegistryTokens(HttpClient http, TimeProvider time)
{
    // By the specification, when the service does not tell.
    private static readonly TimeSpan DefaultLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(Challenge Challenge, string? User), (string Token, DateTimeOffset Until)> _tokens = new();

    /// <exception cref="RegistryException">There is no token, and why.</exception>
    public async Task<AuthenticationHeaderValue> GetAsync(
        Uri registry,
        Challenge challenge,
        RegistryCredential? credential,
        CancellationToken cancellationToken)
    {
        var key = (challenge, credential?.User);
        if (!_tokens.TryGetValue(key, out var kept) || kept.Until <= time.GetUtcNow())
        {
            kept = await AskAsync(registry, challenge, credential, cancellationToken);
            _tokens[key] = kept;
        }

        return new AuthenticationHeaderValue("Bearer", kept.Token);
    }

    public void Forget(Challenge challenge, RegistryCredential? credential) =>
        _tokens.TryRemove((challenge, credential?.User), out _);

    private static Uri AddressOf(Uri registry, Challenge challenge)
    {
        // The registry names the service, and the credential goes there: never in the clear, but on this machine.
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) ||
            !(realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && registry.Scheme == Uri.UriSchemeHttp)))
        {
            throw new RegistryException(
                $"{registry.Authority} names no token service that can be asked: '{challenge.Realm}'", transient: false);
        }

        var query = new List<string>();
        if (challenge.Service is { } service)
        {
            query.Add($"service={Uri.EscapeDataString(service)}");
        }

        if (challenge.Scope is { } scope)
        {
            query.Add($"scope={Uri.EscapeDataString(scope)}");
        }

        return new UriBuilder(realm) { Query = string.Join('&', query) }.Uri;
    }

    private async Task<(string Token, DateTimeOffset Until)> AskAsync(
        Uri registry,
        Challenge challenge,
        RegistryCredential? credential,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(registry, challenge));
        request.Headers.Authorization = credential?.Basic();
        using var answer = await http.SendAsync(request, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw RegistryFaults.Of(answer, $"the token service of {registry.Authority}", credential);
        }

        var token = await answer.Content.ReadFromJsonAsync(RegistryJson.Default.TokenAnswer, cancellationToken);
        var text = token?.Token ?? token?.AccessToken ?? throw new RegistryException(
            $"the token service of {registry.Authority} gave no token", transient: false);
        var life = token.ExpiresIn is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : DefaultLife;
        return (text, time.GetUtcNow() + life - Margin);
    }
}

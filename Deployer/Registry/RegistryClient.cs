using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Registry;

/// <summary>Asks a registry by <c>HEAD</c> of the manifest, which costs no pull, what a tag means.</summary>
/// <remarks>OCI distribution specification 1.1, pulling manifests.</remarks>
internal sealed class RegistryClient(
    HttpClient http,
    RegistryTokens tokens,
    RegistryHosts hosts,
    DockerConfig credentials) : IImageRegistry
{
    private const string DigestHeader = "Docker-Content-Digest";

    // An index first: the digest of a multi-platform image is that of its index.
    private static readonly string[] Manifests =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    public async Task<Resolution> ResolveAsync(ImageReference image, Digest? digest, CancellationToken cancellationToken)
    {
        var asked = digest is { } exact ? image.At(exact) : image.Familiar;
        try
        {
            return new Resolution.Found(await AskAsync(image, digest, asked, cancellationToken));
        }
        catch (RegistryException exception)
        {
            return exception.IsTransient
                ? new Resolution.Unavailable(exception.Message)
                : new Resolution.Missing(exception.Message);
        }
        catch (HttpRequestException exception)
        {
            return new Resolution.Unavailable($"{asked}: the registry {image.Repository.Host} cannot be reached: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Resolution.Unavailable($"{asked}: the registry {image.Repository.Host} did not answer within {http.Timeout}");
        }
        catch (Exception exception) when (exception is FormatException or IOException)
        {
            return new Resolution.Unavailable($"{asked}: {exception.Message}");
        }
    }

    private async Task<Digest> AskAsync(
        ImageReference image,
        Digest? digest,
        string asked,
        CancellationToken cancellationToken)
    {
        var registry = hosts.AddressOf(image.Repository);
        var manifest = new Uri(registry, $"v2/{image.Repository.Path}/manifests/{digest?.ToString() ?? image.Tag}");
        var credential = credentials.CredentialOf(image.Repository.Host);
        using var answer = await SendAsync(HttpMethod.Head, registry, manifest, credential, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw RegistryFaults.Of(answer, asked, credential);
        }

        return answer.Headers.TryGetValues(DigestHeader, out var values) && Digest.TryParse(values.First(), out var found)
            ? found
            : await ComputeAsync(registry, manifest, credential, asked, cancellationToken);
    }

    // The header is optional; the content is what it names.
    private async Task<Digest> ComputeAsync(
        Uri registry,
        Uri manifest,
        RegistryCredential? credential,
        string asked,
        CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, registry, manifest, credential, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw RegistryFaults.Of(answer, asked, credential);
        }

        var content = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return Digest.Parse("sha256:" + Convert.ToHexStringLower(SHA256.HashData(content)));
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri registry,
        Uri manifest,
        RegistryCredential? credential,
        CancellationToken cancellationToken)
    {
        var answer = await SendAsync(method, manifest, authorization: null, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || Challenge.Of(answer.Headers) is not { } challenge)
        {
            return answer;
        }

        answer.Dispose();
        var authorization = challenge.IsBearer
            ? await tokens.GetAsync(registry, challenge, credential, cancellationToken)
            : credential?.Basic();
        answer = await SendAsync(method, manifest, authorization, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            // Withdrawn before its end, perhaps: the next question asks for a new one.
            tokens.Forget(challenge, credential);
        }

        return answer;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri manifest,
        AuthenticationHeaderValue? authorization,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, manifest);
        request.Headers.Authorization = authorization;
        foreach (var type in Manifests)
        {
            request.Headers.Accept.ParseAdd(type);
        }

        return await http.SendAsync(request, cancellationToken);
    }
}

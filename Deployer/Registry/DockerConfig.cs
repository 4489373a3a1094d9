using System.Text;
using System.Text.Json;

namespace Deployer.Registry;

/// <summary>
/// Credentials by host, as <c>docker login</c> and <c>kubernetes.io/dockerconfigjson</c> Secrets hold them. The file is read
/// anew for every question: a Secret that is mounted changes in place.
/// </summary>
internal sealed class DockerConfig(string? file)
{
    // What Docker Hub's entry is called, from before there were hosts.
    private const string DockerHubKey = "https://index.docker.io/v1/";

    /// <exception cref="FormatException">The file is no docker configuration.</exception>
    public RegistryCredential? CredentialOf(string host)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.TryGetProperty("auths", out var hosts)
                ? hosts.EnumerateObject().Where(entry => Names(entry.Name, host)).Select(entry => Read(entry.Value))
                    .FirstOrDefault(credential => credential is not null)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"{file} is no docker configuration: {exception.Message}", exception);
        }
    }

    private static bool Names(string key, string host) => host == "docker.io"
        ? key is DockerHubKey or "docker.io" or "index.docker.io" or "registry-1.docker.io"
        : (Uri.TryCreate(key, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Authority : key.TrimEnd('/')) == host;

    private static RegistryCredential? Read(JsonElement entry)
    {
        if (entry.TryGetProperty("username", out var user) && entry.TryGetProperty("password", out var password))
        {
            return new RegistryCredential(user.GetString()!, password.GetString()!);
        }

        if (!entry.TryGetProperty("auth", out var auth) || auth.GetString() is not { Length: > 0 } encoded)
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2);
        return parts is [var name, var secret] ? new RegistryCredential(name, secret) : null;
    }
}

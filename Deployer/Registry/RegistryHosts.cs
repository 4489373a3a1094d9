using Deployer.Images;

namespace Deployer.Registry;

/// <summary>Where a repository's registry is asked.</summary>
internal sealed class RegistryHosts(RegistryOptions options)
{
    private const string DockerHub = "docker.io";
    private const string DockerHubRegistry = "registry-1.docker.io";

    public Uri AddressOf(Repository repository)
    {
        if (options.Mirrors.TryGetValue(repository.Host, out var mirror))
        {
            return new Uri(mirror.TrimEnd('/') + "/");
        }

        var host = repository.Host == DockerHub ? DockerHubRegistry : repository.Host;
        return new Uri($"{(IsPlain(host) ? "http" : "https")}://{host}/");
    }

    private bool IsPlain(string host) =>
        options.Insecure.Contains(host, StringComparer.OrdinalIgnoreCase) || new Uri($"http://{host}").IsLoopback;
}

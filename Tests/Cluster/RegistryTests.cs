using System.Diagnostics;
using Deployer.Images;
using Deployer.Registry;
using Deployer.Rollouts;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>The registry client against the registry that Debian ships.</summary>
[Trait("Category", "Cluster")]
public sealed class RegistryTests : IDisposable
{
    // htpasswd's bcrypt of «secret».
    private const string Users = "bob:$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a\n";
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly InstanceImages _images = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-registry");

    public void Dispose()
    {
        _http.Dispose();
        _images.Dispose();
        _folder.Delete(recursive: true);
    }

    [ClusterFact]
    public async Task ResolveAsync_PushedTag_IsItsDigestByTagAndByDigest()
    {
        var image = _images.Image($"slipway/registry-{Guid.NewGuid():N}", "canary");
        var digest = await _images.PushAsync(image, "one", "serve");

        (await Client(null).ResolveAsync(image, null, default)).Should().Be(new Resolution.Found(digest));
        (await Client(null).ResolveAsync(image, digest, default)).Should().Be(new Resolution.Found(digest));
    }

    [ClusterFact]
    public async Task ResolveAsync_NoSuchTag_IsMissingAndSaysWhatToCheck() =>
        (await Client(null).ResolveAsync(_images.Image("slipway/nothing", "canary"), null, default))
            .Should().BeOfType<Resolution.Missing>().Which.Message.Should().Contain("404");

    [ClusterFact]
    public async Task ResolveAsync_RegistryWithUsers_AsksWithTheCredentialOfTheDockerConfiguration()
    {
        var port = FreePorts.Next();
        var host = $"127.0.0.1:{port}";
        using var registry = await ServeAsync(port);
        try
        {
            var image = ImageReference.Parse($"{host}/team/api:canary");
            var config = Path.Combine(_folder.FullName, "config.json");
            await File.WriteAllTextAsync(config, $$$"""{ "auths": { "{{{host}}}": { "username": "bob", "password": "secret" } } }""");

            (await Client(null).ResolveAsync(image, null, default))
                .Should().BeOfType<Resolution.Missing>().Which.Message.Should().Contain("anonymously");
            (await Client(config).ResolveAsync(image, null, default))
                .Should().BeOfType<Resolution.Missing>().Which.Message.Should().Contain("404");
        }
        finally
        {
            registry.Kill();
            await registry.WaitForExitAsync();
        }
    }

    private async Task<Process> ServeAsync(int port)
    {
        var users = Path.Combine(_folder.FullName, "users");
        var settings = Path.Combine(_folder.FullName, "registry.yml");
        await File.WriteAllTextAsync(users, Users);
        await File.WriteAllTextAsync(settings, $"""
            version: 0.1
            log:
              level: error
            storage:
              filesystem:
                rootdirectory: {_folder.FullName}/data
            http:
              addr: 127.0.0.1:{port}
            auth:
              htpasswd:
                realm: test
                path: {users}
            """);
        var registry = Process.Start(new ProcessStartInfo("docker-registry", ["serve", settings]) { RedirectStandardError = true })!;
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var answer = await _http.GetAsync($"http://127.0.0.1:{port}/v2/");
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, "the registry answers", Eventually.Longest);
        return registry;
    }

    private RegistryClient Client(string? config) => new(
        _http,
        new RegistryTokens(_http, TimeProvider.System),
        new RegistryHosts(new RegistryOptions()),
        new DockerConfig(config));
}

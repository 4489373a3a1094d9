using System.Security.Cryptography;
using System.Text;
using Deployer.Images;
using Deployer.Registry;
using Deployer.Rollouts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Tests.Registry;

public sealed class RegistryClientTests : IDisposable
{
    private const string Content = """{"schemaVersion":2}""";
    private static readonly Digest Pushed = Digest.Parse("sha256:" + new string('a', 64));
    private readonly FakeTimeProvider _time = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string _config = Path.GetTempFileName();

    public void Dispose()
    {
        _http.Dispose();
        File.Delete(_config);
    }

    [Fact]
    public async Task ResolveAsync_DigestHeader_IsTheDigestByOneHead()
    {
        await using var registry = await ServeAsync(Manifest);

        var resolution = await ResolveAsync(registry);

        resolution.Should().Be(new Resolution.Found(Pushed));
        registry.Requests.Should().Equal("HEAD /v2/team/api/manifests/canary");
    }

    [Fact]
    public async Task ResolveAsync_ByDigest_AsksForThatContent()
    {
        await using var registry = await ServeAsync(Manifest);

        await ResolveAsync(registry, Pushed);

        registry.Requests.Should().Equal($"HEAD /v2/team/api/manifests/{Pushed}");
    }

    [Fact]
    public async Task ResolveAsync_NoDigestHeader_ComputesIt()
    {
        await using var registry = await ServeAsync(context => context.Response.WriteAsync(
            HttpMethods.IsHead(context.Request.Method) ? "" : Content));

        var resolution = await ResolveAsync(registry);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content)));
        resolution.Should().Be(new Resolution.Found(Digest.Parse($"sha256:{hash}")));
    }

    [Fact]
    public async Task ResolveAsync_TokenChallenge_GetsATokenOnceUntilItEnds()
    {
        var tokens = 0;
        await using var registry = await ServeAsync(context =>
        {
            if (context.Request.Path == "/token")
            {
                return context.Response.WriteAsync($$"""{"token":"t{{++tokens}}","expires_in":60}""");
            }

            return context.Request.Headers.Authorization == $"Bearer t{tokens}"
                ? Manifest(context)
                : Challenge(context, $"Bearer realm=\"http://{context.Request.Host}/token\",service=\"registry\",scope=\"repository:team/api:pull\"");
        });
        var client = Client();

        (await ResolveAsync(registry, client: client)).Should().Be(new Resolution.Found(Pushed));
        (await ResolveAsync(registry, client: client)).Should().Be(new Resolution.Found(Pushed));
        tokens.Should().Be(1);
        registry.Requests.Should().Contain("GET /token?service=registry&scope=repository%3Ateam%2Fapi%3Apull");

        _time.Advance(TimeSpan.FromSeconds(51));
        (await ResolveAsync(registry, client: client)).Should().Be(new Resolution.Found(Pushed));
        tokens.Should().Be(2);
    }

    [Fact]
    public async Task ResolveAsync_CredentialOfTheHost_IsGivenOnlyWhenAskedFor()
    {
        await using var registry = await ServeAsync(context =>
            context.Request.Headers.Authorization == "Basic " + Convert.ToBase64String("bob:secret"u8)
                ? Manifest(context)
                : Challenge(context, "Basic realm=\"registry\""));
        await File.WriteAllTextAsync(
            _config,
            $$"""{ "auths": { "other": { "auth": "eDp5" }, "{{registry.Host}}": { "auth": "Ym9iOnNlY3JldA==" } } }""");

        (await ResolveAsync(registry, client: Client(_config))).Should().Be(new Resolution.Found(Pushed));
    }

    [Theory]
    [InlineData(401, "may not be read anonymously")]
    [InlineData(403, "Registry:DockerConfig")]
    [InlineData(404, "check repository and tag")]
    public async Task ResolveAsync_Refusal_IsMissingAndSaysWhatToDo(int status, string words)
    {
        await using var registry = await ServeAsync(context => Status(context, status));

        (await ResolveAsync(registry)).Should().BeOfType<Resolution.Missing>().Which.Message.Should().Contain(words);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task ResolveAsync_TroubleOfTheRegistry_IsUnavailable(int status)
    {
        await using var registry = await ServeAsync(context => Status(context, status));

        (await ResolveAsync(registry)).Should().BeOfType<Resolution.Unavailable>().Which.Message.Should().Contain($"{status}");
    }

    [Fact]
    public async Task ResolveAsync_NobodyThere_IsUnavailable()
    {
        var registry = await ServeAsync(Manifest);
        var host = registry.Host;
        await registry.DisposeAsync();

        (await Client().ResolveAsync(ImageReference.Parse($"{host}/team/api:canary"), null, default))
            .Should().BeOfType<Resolution.Unavailable>().Which.Message.Should().Contain("cannot be reached");
    }

    [Fact]
    public async Task ResolveAsync_Mirror_IsAskedInItsPlace()
    {
        await using var registry = await ServeAsync(Manifest);
        var options = new RegistryOptions { Mirrors = { ["docker.io"] = $"http://{registry.Host}" } };

        (await Client(options: options).ResolveAsync(ImageReference.Parse("team/api:canary"), null, default))
            .Should().Be(new Resolution.Found(Pushed));
    }

    [Theory]
    [InlineData("team/api", "https://registry-1.docker.io/")]
    [InlineData("localhost:5000/api", "http://localhost:5000/")]
    [InlineData("127.0.0.1:5000/api", "http://127.0.0.1:5000/")]
    [InlineData("registry.example/api", "https://registry.example/")]
    [InlineData("plain.example:5000/api", "http://plain.example:5000/")]
    public void AddressOf_Repository_IsTlsUnlessOnThisMachineOrConfigured(string repository, string address)
    {
        Repository.TryParse(repository, out var parsed).Should().BeTrue();

        new RegistryHosts(new RegistryOptions { Insecure = { "plain.example:5000" } }).AddressOf(parsed!)
            .ToString().Should().Be(address);
    }

    [Fact]
    public async Task ResolveAsync_TokenServiceWithoutTls_GetsNoCredential()
    {
        var tokens = new RegistryTokens(_http, _time);
        var get = () => tokens.GetAsync(
            new Uri("https://registry.example/"),
            new Challenge(true, "http://token.example/", null, null),
            new RegistryCredential("bob", "secret"),
            default);

        (await get.Should().ThrowAsync<RegistryException>()).Which.IsTransient.Should().BeFalse();
    }

    [Fact]
    public void ToString_Credential_HidesThePassword() =>
        new RegistryCredential("bob", "secret").ToString().Should().NotContain("secret");

    private static Task Manifest(HttpContext context)
    {
        context.Response.Headers["Docker-Content-Digest"] = Pushed.ToString();
        return Task.CompletedTask;
    }

    private static Task Challenge(HttpContext context, string challenge)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return Status(context, 401);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task<FakeRegistryServer> ServeAsync(RequestDelegate answer) => new FakeRegistryServer(answer).StartAsync();

    private Task<Resolution> ResolveAsync(FakeRegistryServer registry, Digest? digest = null, RegistryClient? client = null) =>
        (client ?? Client()).ResolveAsync(ImageReference.Parse($"{registry.Host}/team/api:canary"), digest, default);

    private RegistryClient Client(string? config = null, RegistryOptions? options = null) => new(
        _http, new RegistryTokens(_http, _time), new RegistryHosts(options ?? new RegistryOptions()), new DockerConfig(config));
}

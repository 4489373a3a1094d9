using Tests.Hosting;

namespace Tests.Images;

public sealed class ImagesCommandTests : IDisposable
{
    private static readonly string[] Services = ["Api", "Deployer", "Monitor"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--registry 'http://x': must be a host", "--registry", "http://x")]
    [InlineData("--tag 'latest': must be a tag", "--registry", "x", "--tag", "latest")]
    [InlineData("'--registry'")]
    public async Task Images_WrongOption_IsWrongUsage(string fault, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Contain(fault);
    }

    [Fact]
    public async Task Images_ServiceAndProjectThatAreNotThere_AreToldBeforeAnythingIsBuilt()
    {
        var manifest = _folder.Write("aspire-manifest.json", """{ "resources": { "api": { "type": "project.v0", "path": "Api/Api.csproj" } } }""");

        var run = await RunAsync("--registry", "registry.example", "--manifest", manifest, "--service", "web");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Contain("images: --service web: there is none in").And.Contain("there are api")
            .And.Contain("images: resources.api.path: there is no file");
    }

    [Fact]
    public async Task Images_ProjectThatDoesNotBuild_SaysWhyInOneLine()
    {
        _folder.Write("Broken/Broken.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        var manifest = _folder.Write("aspire-manifest.json", """{ "resources": { "broken": { "type": "project.v0", "path": "Broken/Broken.csproj" } } }""");

        var run = await RunAsync("--registry", "registry.example", "--manifest", manifest);

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith("images: broken: NETSDK1013: ").And.NotContain("Broken.csproj");
        run.Errors.Trim().Should().NotContain("\n");
    }

    [Fact]
    public async Task Images_Dockerfile_SaysWhatToRun()
    {
        var manifest = _folder.Write(
            "aspire-manifest.json", """{ "resources": { "web": { "type": "dockerfile.v0", "path": "web/Dockerfile", "context": "web" } } }""");

        var run = await RunAsync("--registry", "registry.example/shop", "--manifest", manifest, "--tag", "v1");

        run.ExitCode.Should().Be(0);
        run.Errors.Should().Contain("docker build -t registry.example/shop/web:v1 -f web/Dockerfile web && docker push registry.example/shop/web:v1");
    }

    /// <summary>A registry that builds from Git gets the same program on the same base as the SDK's publishing.</summary>
    [Fact]
    public void Dockerfiles_OfAllServices_DifferInTheirNamesOnly()
    {
        var texts = Services.Select(service => File.ReadAllText(Path.Combine(Repository.Root, service, "Dockerfile"))
            .Replace(service, "{Service}", StringComparison.Ordinal).Replace(service.ToLowerInvariant(), "{service}", StringComparison.Ordinal));

        texts.Distinct().Should().ContainSingle().Which.Should().Contain("USER $APP_UID").And.Contain("dotnet publish {Service}/{Service}.csproj");
    }

    private static Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(["images", .. arguments]);
}

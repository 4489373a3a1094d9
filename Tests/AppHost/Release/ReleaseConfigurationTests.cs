using AppHost.Release;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Tests.Hosting.Release;

public sealed class ReleaseConfigurationTests : IDisposable
{
    private const string Api = "Local__Services__api";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WithRelease_RunMode_TellsHowToRunTheService()
    {
        var (deployer, api) = Composed();
        var environment = await EnvironmentOfAsync(deployer);

        environment.Should().Contain("Local__StateFolder", _folder.Path);
        Guid.TryParse(environment["Local__Session"], out _).Should().BeTrue();
        environment.Should().Contain($"{Api}__Project", new WebProject().ProjectPath);
        environment.Should().Contain($"{Api}__Address", api.GetEndpoint("http").Url);
        environment.Should().Contain($"{Api}__Tracks__stable__Replicas", "3");
        environment.Should().Contain($"{Api}__Tracks__stable__MinReplicas", "1");
        environment.Should().Contain($"{Api}__Tracks__stable__MaxReplicas", "10");
        environment.Should().Contain($"{Api}__Tracks__stable__TargetCpuPercent", "50");
        environment.Should().Contain($"{Api}__Tracks__canary__Replicas", "1");
        environment.Should().NotContainKey($"{Api}__Tracks__canary__MinReplicas");
        environment.Should().Contain($"{Api}__Tracks__canary__Liveness__Path", "/health/live");
        environment.Should().Contain($"{Api}__Tracks__canary__Liveness__InitialDelay", "00:00:15");
        environment.Should().Contain($"{Api}__Tracks__canary__Liveness__Timeout", "00:00:01");
    }

    [Fact]
    public async Task WithRelease_RunMode_HandsOnTheEnvironmentOfTheServiceButNotItsAddress()
    {
        var (deployer, api) = Composed();
        api.WithEnvironment("Own__Url", $"{api.GetEndpoint("http")}/x").WithEnvironment("Plain", "text");
        var environment = await EnvironmentOfAsync(deployer);

        environment[$"{Api}__Environment__ConnectionStrings__redis"].Should().StartWith("127.0.0.1:");
        environment.Should().Contain($"{Api}__Environment__Plain", "text");
        environment.Should().Contain($"{Api}__Environment__ASPNETCORE_ENVIRONMENT", "Development");
        environment.Should().NotContainKeys(
            $"{Api}__Environment__Own__Url",
            $"{Api}__Environment__ASPNETCORE_URLS",
            $"{Api}__Environment__OTEL_SERVICE_NAME",
            $"{Api}__Environment__OTEL_RESOURCE_ATTRIBUTES");
    }

    [Fact]
    public async Task WithRelease_RestartedInOneRun_KeepsTheSession()
    {
        var (deployer, _) = Composed();

        var first = await EnvironmentOfAsync(deployer);

        (await EnvironmentOfAsync(deployer))["Local__Session"].Should().Be(first["Local__Session"]);
        (await EnvironmentOfAsync(Composed().Deployer))["Local__Session"].Should().NotBe(first["Local__Session"]);
    }

    [Fact]
    public async Task WithRelease_Manifest_TellsWhichTagIsWhichTrackAndNothingLocal()
    {
        var environment = await EnvironmentOfAsync(Composed(Compose.ForManifest).Deployer);

        environment.Should().Contain("Releases__api__Repository", "api");
        environment.Should().Contain("Releases__api__Tracks__stable__Tag", "stable");
        environment.Should().Contain("Releases__api__Tracks__stable__Branch", "master");
        environment.Should().Contain("Releases__api__Tracks__canary__Tag", "canary");
        environment.Should().Contain("Releases__api__Tracks__canary__Branch", "canary");
        environment.Keys.Should().NotContain(name => name.StartsWith("Local__", StringComparison.Ordinal));
    }

    private (IResourceBuilder<ProjectResource> Deployer, IResourceBuilder<ProjectResource> Api) Composed(params string[] args)
    {
        var builder = Compose.In(_folder, args);
        var redis = builder.AddRedis("redis");
        var api = builder.AddProject<WebProject>("api").WithReference(redis);
        api.WithEndpoint("http", endpoint => endpoint.Port = null);
        var deployer = builder.AddProject<PlainProject>("deployer")
            .WithRelease(builder.AddRelease("api-release", api, new ReleaseOptions()));
        PortAllocation.Allocate(builder.Resources);
        return (deployer, api);
    }

    private static Task<Dictionary<string, string>> EnvironmentOfAsync(IResourceBuilder<ProjectResource> project) =>
        ResourceValues.EnvironmentAsync(project.Resource, project.ApplicationBuilder.ExecutionContext, default);
}

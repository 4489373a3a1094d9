using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class ChildEnvironmentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IDistributedApplicationBuilder _builder;

    public ChildEnvironmentTests() => _builder = Compose.In(_folder, "--Parameters:redis-password=p/w");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_WebProject_ListensWhereItsEndpointIs()
    {
        var web = _builder.AddProject<WebProject>("web").WithEndpoint("http", endpoint => endpoint.Port = null);

        var environment = await OfAsync(web);

        environment["ASPNETCORE_URLS"].Should().Be(web.GetEndpoint("http").Url);
        environment.Should().Contain("ASPNETCORE_ENVIRONMENT", "Development").And.Contain("DOTNET_LAUNCH_PROFILE", "http");
        environment.Should().Contain("OTEL_SERVICE_NAME", "web");
        environment["OTEL_RESOURCE_ATTRIBUTES"].Should().MatchRegex("^service.instance.id=web-[0-9a-f]{8}$");
        environment["Parent__ProcessId"].Should().Be($"{Environment.ProcessId}");
    }

    [Fact]
    public async Task Of_ReferenceToRedis_HasTheConnectionStringAndItsParts()
    {
        var redis = _builder.AddRedis("redis");
        var environment = await OfAsync(_builder.AddProject<PlainProject>("job").WithReference(redis));

        var port = redis.Resource.PrimaryEndpoint.Port;
        environment.Should().Contain("ConnectionStrings__redis", $"127.0.0.1:{port},password=p/w");
        environment.Should().Contain("REDIS_HOST", "127.0.0.1").And.Contain("REDIS_PORT", $"{port}");
        environment.Should().Contain("REDIS_PASSWORD", "p/w");
        environment.Should().Contain("REDIS_URI", $"redis://:p%2Fw@127.0.0.1:{port}");
    }

    [Fact]
    public async Task Of_ReferenceToAService_FindsItByItsName()
    {
        var web = _builder.AddProject<WebProject>("my-web").WithEndpoint("http", endpoint => endpoint.Port = null);
        var environment = await OfAsync(_builder.AddProject<PlainProject>("job").WithReference(web).WithReference(web));

        environment.Should().Contain("services__my-web__http__0", web.GetEndpoint("http").Url);
        environment.Should().Contain("MY_WEB_HTTP", web.GetEndpoint("http").Url);
        environment.Should().NotContainKey("services__my-web__http__1");
    }

    [Fact]
    public async Task Of_ProjectThatIsNotBuilt_SaysWhatToBuild()
    {
        var spec = () => ProjectProcess.OfAsync(
            _builder.AddProject<Unbuilt>("job").Resource, _builder.ExecutionContext, default);

        await spec.Should().ThrowAsync<DistributedApplicationException>().WithMessage("*not-there.dll is not there: build *");
    }

    private async Task<IReadOnlyDictionary<string, string>> OfAsync(IResourceBuilder<ProjectResource> project)
    {
        PortAllocation.Allocate(_builder.Resources).Should().BeEmpty();
        return (await ProjectProcess.OfAsync(project.Resource, _builder.ExecutionContext, default)).Environment;
    }

    private sealed class Unbuilt : IProjectMetadata
    {
        public string ProjectPath => typeof(Unbuilt).Assembly.Location;

        public string TargetPath => "not-there.dll";
    }
}

using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Tests.Hosting.Publishing;

/// <summary>What Aspire does beyond the sample, as its source has it.</summary>
public sealed class ManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IDistributedApplicationBuilder _builder;

    public ManifestTests() => _builder = Compose.In(_folder, Compose.ForManifest);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Write_EndpointWithAPort_HasThePortAndNoTargetPort()
    {
        _builder.AddProject<PlainProject>("web").WithHttpEndpoint(port: 5000);

        (await ResourceAsync("web"))["bindings"]!["http"]!.ToJsonString().Should().Be(
            """{"scheme":"http","protocol":"tcp","transport":"http","port":5000}""");
    }

    [Fact]
    public async Task Write_TargetPortThatIsThePort_IsWrittenOnce()
    {
        _builder.AddProject<PlainProject>("web").WithHttpEndpoint(port: 5000, targetPort: 5000);

        (await ResourceAsync("web"))["bindings"]!["http"]!.ToJsonString().Should().Be(
            """{"scheme":"http","protocol":"tcp","transport":"http","targetPort":5000}""");
    }

    [Fact]
    public async Task Write_SecondHttpEndpoint_GetsATargetPortFrom8000()
    {
        _builder.AddProject<PlainProject>("web").WithHttpEndpoint().WithHttpEndpoint(name: "admin");

        var web = await ResourceAsync("web");

        web["bindings"]!["http"]!["targetPort"].Should().BeNull();
        web["bindings"]!["admin"]!["targetPort"]!.GetValue<int>().Should().Be(8000);
        web["env"]!["HTTP_PORTS"]!.GetValue<string>().Should().Be(
            "{web.bindings.http.targetPort};{web.bindings.admin.targetPort}");
    }

    [Fact]
    public async Task Write_Arguments_StandBeforeTheEnvironment()
    {
        _builder.AddProject<PlainProject>("web").WithArgs("--verbose", _builder.AddParameter("level").Resource);

        var web = await ResourceAsync("web");

        web.Select(property => property.Key).Should().Equal("type", "path", "args", "env");
        web["args"]!.ToJsonString().Should().Be("""["--verbose","{level.value}"]""");
    }

    [Fact]
    public async Task Write_ProjectWithoutEndpoints_HasNeitherPortsNorForwardedHeaders()
    {
        _builder.AddProject<PlainProject>("job");

        (await ResourceAsync("job"))["env"]!.AsObject().Select(variable => variable.Key)
            .Should().Equal("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY");
    }

    [Fact]
    public async Task Write_ExpressionInText_KeepsTheText()
    {
        var web = _builder.AddProject<WebProject>("web");
        web.WithEnvironment("Url", $"{web.GetEndpoint("http")}/a{{b}}");

        (await ResourceAsync("web"))["env"]!["Url"]!.GetValue<string>().Should().Be("{web.bindings.http.url}/a{b}");
    }

    [Fact]
    public async Task Write_GeneratedParameter_SaysHowToGenerateIt()
    {
        _builder.AddParameter("key", new GenerateParameterDefault { MinLength = 40 }, secret: true, persist: true);

        (await ResourceAsync("key"))["inputs"]!["value"]!.ToJsonString().Should().Be(
            """{"type":"string","secret":true,"default":{"generate":{"minLength":40}}}""");
    }

    [Fact]
    public async Task Write_ResourceOfUnknownKind_IsAnError()
    {
        _builder.AddResource(new UnknownResource("other"));

        (await ResourceAsync("other")).ToJsonString().Should().Be(
            """{"error":"This resource does not support generation in the manifest."}""");
    }

    private async Task<JsonObject> ResourceAsync(string name)
    {
        var manifest = JsonNode.Parse(await ManifestText.OfAsync(_builder, _folder.Path));
        return manifest!["resources"]![name]!.AsObject();
    }

    private sealed class UnknownResource(string name) : Resource(name);
}

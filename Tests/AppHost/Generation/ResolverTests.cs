using System.Text;
using AppHost.Generation.Expressions;
using AppHost.Generation.Model;
using AppHost.Generation.Planning;
using AppHost.Generation.Reading;
using CsCheck;
using Tests.Properties;

namespace Tests.Generation;

public sealed class ResolverTests
{
    private const string Manifest = """
        {
          "resources": {
            "password": { "type": "parameter.v0", "value": "{password.inputs.value}", "inputs": { "value": { "type": "string", "secret": true } } },
            "host": { "type": "parameter.v0", "value": "{host.inputs.value}", "inputs": { "value": { "type": "string", "default": { "value": "a/b" } } } },
            "region": { "type": "parameter.v0", "value": "{region.inputs.value}", "inputs": { "value": { "type": "string" } } },
            "password-uri": { "type": "annotated.string", "value": "{password.value}", "filter": "uri" },
            "host-uri": { "type": "annotated.string", "value": "{host.value}", "filter": "uri" },
            "odd": { "type": "annotated.string", "value": "{host.value}", "filter": "rot13" },
            "cond": { "type": "value.v0", "connectionString": "" },
            "here": { "type": "value.v0", "connectionString": "{there.connectionString}" },
            "there": { "type": "value.v0", "connectionString": "{here.connectionString}" },
            "broken": { "type": "value.v0", "connectionString": "{redis.bindings.udp.host}" },
            "redis": {
              "type": "container.v0", "image": "redis:8",
              "connectionString": "{redis.bindings.tcp.host}:{redis.bindings.tcp.port},password={password.value}{cond.connectionString}",
              "bindings": { "tcp": { "scheme": "redis", "protocol": "tcp", "transport": "tcp", "targetPort": 6379 } }
            },
            "storage": { "type": "azure.bicep.v0", "path": "storage.bicep", "connectionString": "{storage.outputs.endpoint}" },
            "api": {
              "type": "project.v0", "path": "Api.csproj",
              "bindings": {
                "http": { "scheme": "http", "protocol": "tcp", "transport": "http" },
                "https": { "scheme": "https", "protocol": "tcp", "transport": "http" },
                "grpc": { "scheme": "http", "protocol": "tcp", "transport": "http2", "port": 90 }
              }
            }
          }
        }
        """;

    [Theory]
    [InlineData("plain {**catchall} {\"json\": {}} {0}", "plain {**catchall} {\"json\": {}} {0}")]
    [InlineData("{redis.connectionString}", "redis:6379,password=<password.value>")]
    [InlineData("{redis.bindings.tcp.scheme}://:{password-uri.value}@{redis.bindings.tcp.hostAndPort}", "redis://:<password.value-uri>@redis:6379")]
    [InlineData("{host.value} {host-uri.value}", "a/b a%2Fb")]
    [InlineData("{region.value}", "<region.value>")]
    [InlineData("{api.bindings.https.url} {api.bindings.https.tlsEnabled}", "http://api:8080 False")]
    [InlineData("{api.bindings.grpc.url} {api.bindings.grpc.targetPort}", "http://api:90 8081")]
    [InlineData("{storage.connectionString} {storage.secretOutputs.key}", "<storage.endpoint> <storage.key>")]
    [InlineData("{api.containerImage} {api.containerPort} {redis.containerImage}", "registry.example/team/api:v1 8080 redis:8")]
    [InlineData("{API.Bindings.x}{", null)]
    public void Resolve_Expression_IsItsValue(string text, string? expected)
    {
        var (value, findings) = Resolve(text);

        findings.Faults.Should().HaveCount(expected is null ? 1 : 0);
        (expected is null ? null : Shown(value)).Should().Be(expected);
    }

    [Theory]
    [InlineData("{nobody.value}", "{nobody.value}: there is no resource 'nobody'")]
    [InlineData("{here.connectionString}", "{here.connectionString} -> {there.connectionString} -> {here.connectionString}: refers to itself in a circle")]
    [InlineData("x{broken.connectionString}", "{broken.connectionString} -> {redis.bindings.udp.host}: 'redis' has no binding 'udp'; it has tcp")]
    [InlineData("{redis.bindings.tcp.colour}", "{redis.bindings.tcp.colour}: a binding has no 'colour'; it has url, host, port, targetPort, scheme, hostAndPort, tlsEnabled")]
    [InlineData("{api.connectionString}", "{api.connectionString}: 'api' has no connection string")]
    [InlineData("{odd.value}", "{odd.value}: 'odd' has the filter 'rot13'; only 'uri' is known")]
    [InlineData("{password.inputs.other}", "{password.inputs.other}: 'password' (parameter.v0) has no 'inputs.other'")]
    public void Resolve_WhatCannotBe_IsAFaultThatNamesTheWay(string text, string fault) =>
        Resolve(text).Findings.Faults.Select(found => $"{found}").Should().Equal($"resources.x.env.Y: {fault}");

    [Fact]
    public void Resolve_Parameter_TakesTheGivenValueButNeverASecret()
    {
        var given = new Dictionary<string, string> { ["host"] = "mail", ["password"] = "in clear" };

        Shown(Resolve("{host.value} {password.value}", given).Value).Should().Be("mail <password.value>");
    }

    [Fact]
    public void Resolve_SecretInAConnectionString_MarksTheWholeAndTellsWhoIsReferredTo()
    {
        var value = Resolve("{redis.connectionString}").Value;

        value.IsSecret.Should().BeTrue();
        value.Text.Should().BeNull();
        value.Services.Should().Equal("redis");
    }

    private static readonly string[] Pieces =
        ["{redis.bindings.tcp.host}", "{p.value}", "{", "}", "{{", "{.x}", "{a}", "{a.}", "$(A)", "\n", "a", ".b", "-"];

    /// <summary>Whatever is put together from literal pieces and expressions comes apart into the same again.</summary>
    [Fact]
    public void Parse_AnyText_LosesNothing() => Gen.Int[0, Pieces.Length - 1].List[0, 10]
        .Select(pieces => string.Concat(pieces.Select(piece => Pieces[piece])))
        .SampleSeeded(
            text => string.Concat(ExpressionParser.Parse(text).Select(part => part switch
            {
                TextPart.Literal literal => literal.Text,
                TextPart.Reference reference => $"{{{reference}}}",
                _ => throw new InvalidOperationException(),
            })) == text,
            cases: 2000);

    private static (ResolvedValue Value, Findings Findings) Resolve(
        string text, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var findings = new Findings();
        var manifest = ManifestReader.Read(Encoding.UTF8.GetBytes(Manifest), findings);
        var endpoints = new EndpointTable(
            new EndpointPlanner(findings).Plan(manifest), new ImageNames("registry.example/team", "v1"));
        var resolver = new Resolver(manifest, endpoints, parameters ?? new Dictionary<string, string>(), findings);
        return (resolver.Resolve(text, "resources.x.env.Y"), findings);
    }

    private static string Shown(ResolvedValue value) => string.Concat(value.Parts.Select(part => part switch
    {
        ValuePart.Literal literal => literal.Text,
        ValuePart.Outside outside => $"<{outside.Value.Resource}.{outside.Value.Key}>",
        _ => "?",
    }));
}

using Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Tests.Generation;

public sealed class GenerateCommandTests : IDisposable
{
    private static readonly string Manifest = Path.Combine(Repository.Root, "aspire-manifest.json");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Generate_OurOwnManifestAsItIsNow_HasNoFaultsAndNothingIsLeftOut()
    {
        var run = await GenerateProgram.RunAsync(_folder.Path, "--manifest", Manifest, "--registry", "registry.example/team", "--namespace", "slipway");

        run.Errors.Should().BeEmpty();
        run.ExitCode.Should().Be(0);
        run.Output.Should().NotContain("left out");
        var files = GoldenCases.Read(Path.Combine(_folder.Path, "k8s", "base"));
        files.Values.Should().NotContain(text => text.Contains("{redis") || text.Contains(".bindings.") || text.Contains(".value}"));
    }

    /// <summary>What the Deployer needs stands in its own file, and nowhere a second time.</summary>
    [Fact]
    public async Task Generate_Deployer_HasThePermissionsOfItsFileForThisManifestsTracks()
    {
        await GenerateProgram.RunAsync(_folder.Path, "--manifest", Manifest);

        var written = RulesOf(Path.Combine(_folder.Path, "k8s", "base", "deployer.yaml"), "deployer");
        written.Should().NotBeEmpty();
        written.Should().Equal(RulesOf(Path.Combine(Repository.Root, "Deployer", "Kube", "rbac.yaml"), "slipway-deployer"));
    }

    [Fact]
    public async Task Generate_Check_WritesNothingAndTellsWhatWouldChange()
    {
        var fresh = await GenerateProgram.RunAsync(_folder.Path, "--manifest", Manifest, "--check");

        fresh.ExitCode.Should().Be(1);
        fresh.Errors.Should().Contain("generate: base/redis.yaml would be added");
        Directory.Exists(Path.Combine(_folder.Path, "k8s")).Should().BeFalse();

        await GenerateProgram.RunAsync(_folder.Path, "--manifest", Manifest);
        (await GenerateProgram.RunAsync(_folder.Path, "--manifest", Manifest, "--check")).ExitCode.Should().Be(0);
        (await GenerateProgram.RunAsync(_folder.Path, "--manifest", Manifest, "--check", "--tag", "v2")).Errors
            .Should().Contain("generate: base/deployer.yaml would be changed");
    }

    [Fact]
    public async Task Generate_WithoutAManifest_SaysInOneLineHowToGetOne()
    {
        var run = await GenerateProgram.RunAsync(_folder.Path, "--manifest", Path.Combine(_folder.Path, "nothing.json"));

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Be(
            "generate: nothing.json cannot be read (FileNotFoundException); " +
            "dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json writes it\n");
    }

    [Theory]
    [InlineData("--tag 'latest': must be a tag", "--tag", "latest")]
    [InlineData("--registry 'https://x/y': must be a host", "--registry", "https://x/y")]
    [InlineData("--namespace 'Shop': must be lower-case", "--namespace", "Shop")]
    [InlineData("--parameter 'x': must be NAME=VALUE", "--parameter", "x")]
    [InlineData("--expose gateway needs --gateway", "--expose", "gateway")]
    [InlineData("--secrets external needs --secret-store", "--secrets", "external")]
    [InlineData("--volume-size 'big': must be a quantity", "--volume-size", "big")]
    [InlineData("'no_host' is no host name", "--domain", "no_host")]
    [InlineData("'--colour'", "--colour", "red")]
    public async Task Generate_WrongOption_IsWrongUsage(string fault, params string[] arguments)
    {
        var run = await GenerateProgram.RunAsync(_folder.Path, ["--manifest", Manifest, .. arguments]);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Contain(fault);
        Directory.Exists(Path.Combine(_folder.Path, "k8s")).Should().BeFalse();
    }

    private static List<string> RulesOf(string file, string role)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(File.ReadAllText(file)));
        var found = yaml.Documents.Select(document => document.RootNode).Single(node => $"{node["kind"]} {node["metadata"]["name"]}" == $"Role {role}");
        return [.. ((YamlSequenceNode)found["rules"]).Select(rule => string.Join(
            "; ", ((YamlMappingNode)rule).Children.Select(entry => $"{entry.Key}: {string.Join(' ', (YamlSequenceNode)entry.Value)}")))];
    }
}

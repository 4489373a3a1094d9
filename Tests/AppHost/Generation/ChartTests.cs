using System.Text.RegularExpressions;
using Tests.Hosting;
using YamlDotNet.RepresentationModel;

namespace Tests.Generation;

public sealed partial class ChartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>With its own values a chart is what the kustomize folder is, but for what the two call and make differently.</summary>
    [Theory]
    [InlineData("slipway")]
    [InlineData("operators")]
    [InlineData("edge-ingress")]
    [InlineData("edge-gateway")]
    [InlineData("containers")]
    [InlineData("releases")]
    [InlineData("sidecar")]
    public async Task Render_ChartWithItsValues_IsTheSameObjectsAsKustomize(string name)
    {
        var source = Path.Combine(GoldenCases.Folder, name);
        string[] arguments = ["--manifest", Path.Combine(source, "aspire-manifest.json"), .. File.ReadAllLines(Path.Combine(source, "arguments"))];
        var run = await GenerateProgram.RunAsync(_folder.Path, [.. arguments, "--format", "helm"]);
        run.Errors.Should().BeEmpty();

        var rendered = Objects(new ChartRenderer(Path.Combine(_folder.Path, "k8s"), "there").Render());

        var expected = Objects(GoldenCases.Read(Path.Combine(source, "expected", "base"))
            .Where(file => file.Key.EndsWith(".yaml", StringComparison.Ordinal) && file.Key != "kustomization.yaml")
            .SelectMany(file => ChartRenderer.Load(file.Value)));
        rendered.Keys.Where(key => !key.StartsWith("ConfigMap ", StringComparison.Ordinal)).Should().BeEquivalentTo(expected.Keys);
        foreach (var (key, text) in expected.Where(found => !found.Key.StartsWith("Role ", StringComparison.Ordinal)))
        {
            rendered[key].Should().Be(text, key);
        }
    }

    [Fact]
    public async Task Render_ConfigurationThatChanged_HasAnotherName()
    {
        var manifest = Path.Combine(GoldenCases.Folder, "slipway", "aspire-manifest.json");
        await GenerateProgram.RunAsync(_folder.Path, "--manifest", manifest, "--format", "helm");
        var before = File.ReadAllText(Path.Combine(_folder.Path, "k8s", "templates", "config.yaml"));

        await GenerateProgram.RunAsync(_folder.Path, "--manifest", manifest, "--format", "helm", "--parameter", "smtp-host=mail");

        var after = File.ReadAllText(Path.Combine(_folder.Path, "k8s", "templates", "config.yaml"));
        Names(after).Except(Names(before)).Should().ContainSingle().Which.Should().StartWith("name: monitor-config-");
        File.ReadAllText(Path.Combine(_folder.Path, "k8s", "templates", "monitor.yaml"))
            .Should().Contain(Names(after).Except(Names(before)).Single());
    }

    private static List<string> Names(string yaml) =>
        [.. yaml.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("name: ", StringComparison.Ordinal))];

    /// <summary>Each as text, with what is different on purpose taken out.</summary>
    private static SortedDictionary<string, string> Objects(IEnumerable<YamlNode> documents)
    {
        var objects = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var document in documents.Cast<YamlMappingNode>().Where(document => Text(document["kind"]) != "Namespace"))
        {
            var name = $"{Text(document["kind"])} {Text(document["metadata"]["name"])}";
            objects.Add(name, NamespacePattern().Replace(HashPattern().Replace(Shown(document), "$1"), "$1?"));
        }

        return objects;
    }

    private static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    private static string Shown(YamlNode node) => node switch
    {
        YamlScalarNode scalar => $"\"{scalar.Value}\"",
        YamlSequenceNode list => $"[{string.Join(", ", list.Select(Shown))}]",
        YamlMappingNode map => $"{{{string.Join(", ", map.Select(entry => $"{Shown(entry.Key)}: {Shown(entry.Value)}"))}}}",
        _ => "?",
    };

    [GeneratedRegex("(-config)-[0-9a-f]{10}")]
    private static partial Regex HashPattern();

    [GeneratedRegex(@"(ServiceAccount"", ""name"": ""[a-z-]+"", ""namespace"": )""[a-z]+""")]
    private static partial Regex NamespacePattern();
}

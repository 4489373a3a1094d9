using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Tests.Generation;

/// <summary>Renders what our charts use of Helm's templates, and refuses everything else.</summary>
internal sealed partial class ChartRenderer(string folder, string releaseNamespace)
{
    private readonly YamlMappingNode _values = (YamlMappingNode)Load(File.ReadAllText(Path.Combine(folder, "values.yaml"))).Single();

    public List<YamlNode> Render() =>
    [
        .. Directory.GetFiles(Path.Combine(folder, "templates"), "*.yaml").Order(StringComparer.Ordinal)
            .SelectMany(file => Load(Render(File.ReadAllText(file)))),
    ];

    public static IEnumerable<YamlNode> Load(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => document.RootNode);
    }

    private string Render(string template) => ActionPattern().Replace(template, action =>
    {
        var text = action.Groups[1].Value;
        return text switch
        {
            "\"{{\"" => "{{",
            "\"}}\"" => "}}",
            ".Release.Namespace | quote" => $"\"{releaseNamespace}\"",
            _ when ValuePattern().Match(text) is { Success: true } value => Value(value),
            _ => throw new FormatException($"{{{{ {text} }}}}"),
        };
    });

    private string Value(Match value)
    {
        var node = _values[value.Groups["group"].Value][value.Groups["name"].Value];
        foreach (var part in value.Groups["path"].Value.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node[part];
        }

        var text = ((YamlScalarNode)node).Value!;
        return value.Groups["quote"].Success ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : text;
    }

    [GeneratedRegex("""\{\{ ("\{\{"|"\}\}"|[^{}]+?) \}\}""")]
    private static partial Regex ActionPattern();

    [GeneratedRegex("""^\(index \.Values\.(?<group>\w+) "(?<name>[^"]+)"\)(?<path>(?:\.\w+)+)(?<quote> \| quote)?$""")]
    private static partial Regex ValuePattern();
}

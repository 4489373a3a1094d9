using System.Collections.Immutable;
using AppHost.Generation.Objects;
using AppHost.Generation.Yaml;
using CsCheck;
using Tests.Properties;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tests.Generation;

public sealed class YamlWriterTests
{
    /// <summary>What YAML 1.1 or 1.2 takes for something else than text, when it stands there bare.</summary>
    private static readonly string[] Traps =
    [
        "", "~", "null", "Null", "true", "NO", "on", "y", "1", "0x1F", "1e3", "0o17", "0644", ".5", "1.0", "1_000", "12:30:45",
        "2026-11-25", ".inf", "-", "- a", "-c", "?", ": ", "a: b", "a:", "#", "a #b", "{a}", "[a]", "*a", "&a", "!a", "|", ">", "@a", "`a",
        "%a", "'a'", "\"a\"", " a", "a ", "a\nb", "a\nb\n", "\n", "\ta", "a\r\nb", "=", "<<", "0.0.0.0/0", "a\\b", "ü", "🚢", "\u0007", "\u0085", "\u2028",
        "registry:5000/a:b", "100m", "1Gi", "/bin/sh", "$(A)",
    ];

    /// <summary>A map must be written as one, a text as one, and both read as they were.</summary>
    [Fact]
    public void Write_AnyTexts_AreReadAsTheyWere() => Gen.Select(
            Gen.Int[0, Traps.Length - 1].Select(index => Traps[index]).List[0, 6],
            Gen.String[Gen.Char["ab1:- #'\"\n{}\\$/."], 0, 8])
        .SampleSeeded(
            (texts, other) => Read(Write(Node.Of(("list", Node.List([.. texts, other])), (other.Length == 0 ? "k" : $"k{other}", other))))
                .Should().Be(Shown([.. texts, other], other)),
            cases: 1000);

    [Fact]
    public void Write_Traps_AreTextToAReaderOfYaml11()
    {
        foreach (var trap in Traps)
        {
            var node = (YamlScalarNode)((YamlMappingNode)Parse(Write(Node.Of(("a", trap)))))["a"];

            node.Value.Should().Be(trap);
            (node.Style != ScalarStyle.Plain || !IsTyped(trap)).Should().BeTrue($"'{trap}' must not stand bare");
        }
    }

    [Fact]
    public void Write_NumbersAndFlags_StandBare() =>
        Write(Node.Of(("number", 288), ("flag", false), ("empty", Node.Of()), ("words", Node.Texts(["a", "-c", ""]))))
            .Should().Be("# c\n---\nnumber: 288\nflag: false\nempty: {}\nwords: [a, \"-c\", \"\"]\n");

    private static bool IsTyped(string text) =>
        text.Length == 0 || text is "~" or "-" or "=" or "<<" || char.IsAsciiDigit(text[0]) && !text.EndsWith('m') && !text.EndsWith("Gi", StringComparison.Ordinal)
        || text[0] is '.' or '-' || new[] { "null", "true", "no", "on", "y" }.Contains(text.ToLowerInvariant());

    private static string Write(Node node) => YamlWriter.Write("c", [node]);

    private static YamlNode Parse(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Single().RootNode;
    }

    private static string Read(string yaml)
    {
        var map = (YamlMappingNode)Parse(yaml);
        return Shown(
            [.. ((YamlSequenceNode)map["list"]).Select(item => ((YamlScalarNode)item).Value!)],
            ((YamlScalarNode)map.Children.Last().Value).Value!);
    }

    private static string Shown(ImmutableArray<string> list, string other) => $"{string.Join('|', list)}=>{other}";
}

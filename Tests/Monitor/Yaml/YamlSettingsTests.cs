using CsCheck;
using Monitor.Rules.Reading;
using Monitor.Yaml;
using Tests.Properties;

namespace Tests.Yaml;

public class YamlSettingsTests
{
    private static readonly YamlSettings Format = new();

    private static readonly string[] Odd =
        ["", "null", "~", "true", "70", "- x", "a: b", "# no comment", "{{ $value }}", "a\nb\n", " a ", "'", "\"", "&a", "*a", "é\u0085"];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, Odd.Length - 1].Select(index => Odd[index]),
        Gen.String[Gen.Char[' ', '~'], 0, 40]);

    private static readonly Gen<SettingNode> Node = Gen.Recursive<SettingNode>((depth, deeper) => depth >= 4
        ? Text.Select(text => (SettingNode)new SettingNode.Scalar(1, text))
        : Gen.OneOf(
            Text.Select(text => (SettingNode)new SettingNode.Scalar(1, text)),
            deeper.Array[0, 4].Select(items => (SettingNode)new SettingNode.List(1, items)),
            Gen.Select(Text, deeper).Array[0, 4].Select(entries => (SettingNode)new SettingNode.Map(
                1, [.. entries.Select(entry => new SettingEntry(entry.Item1, 1, entry.Item2))]))));

    [Fact]
    public void Write_AnySettings_AreReadAgainAsTheyWere() => Node.SampleSeeded(node =>
    {
        var (read, fault) = Format.Parse(Format.Write(node));
        fault.Should().BeEmpty();
        Shape(read!).Should().Be(Shape(node));
    }, cases: 1000);

    private static string Shape(SettingNode node) => node switch
    {
        SettingNode.Scalar scalar => System.Text.Json.JsonSerializer.Serialize(scalar.Text),
        SettingNode.List list => $"[{string.Join(",", list.Items.Select(Shape))}]",
        SettingNode.Map map => $"{{{string.Join(",", map.Entries.Select(entry => $"{entry.Key}:{Shape(entry.Value)}"))}}}",
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}

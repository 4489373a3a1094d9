using Monitor.Alerting;
using Monitor.Rules.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Monitor.Yaml;

/// <summary>
/// Reads YAML into settings with their lines. Anchors and aliases are refused: with them a small file can stand for a huge one.
/// </summary>
internal sealed class YamlSettings : ISettingsParser
{
    private const int MaxLength = 1024 * 1024;
    private const int MaxDepth = 50;

    public (SettingNode? Node, string Fault) Parse(string text)
    {
        if (text.Length > MaxLength)
        {
            return (null, $"line 1: more than {MaxLength} characters");
        }

        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return (null, "line 1: it is empty");
            }

            var node = Read(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.TryConsume<DocumentStart>(out var second)
                ? (null, $"line {second.Start.Line}: only one document is expected")
                : (node, "");
        }
        catch (YamlException e)
        {
            return (null, $"line {e.Start.Line}: {e.Message}");
        }
    }

    private static SettingNode Read(IParser parser, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, "too deep");
        }

        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
        {
            throw new YamlException(parser.Current.Start, parser.Current.End, "anchors and aliases are not read");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            return new SettingNode.Scalar((int)scalar.Start.Line, scalar.Value);
        }

        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var items = new List<SettingNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Read(parser, depth + 1));
            }

            return new SettingNode.List((int)sequence.Start.Line, items);
        }

        var map = parser.Consume<MappingStart>();
        var entries = new List<SettingEntry>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            entries.Add(new SettingEntry(key.Value, (int)key.Start.Line, Read(parser, depth + 1)));
        }

        return new SettingNode.Map((int)map.Start.Line, entries);
    }
}

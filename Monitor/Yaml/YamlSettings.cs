using Monitor.Alerting;
using Monitor.Rules.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Monitor.Yaml;

/// <summary>
/// Reads YAML into settings with their lines, and writes it. Anchors and aliases are refused: with them a small file can stand for a huge one.
/// </summary>
internal sealed class YamlSettings : ISettingsFormat
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

    public string Write(SettingNode node)
    {
        var text = new StringWriter();
        var emitter = new Emitter(text, new EmitterSettings().WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Write(node, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    private static void Write(SettingNode node, IEmitter emitter)
    {
        switch (node)
        {
            case SettingNode.Scalar scalar:
                Write(scalar.Text, emitter);
                break;
            case SettingNode.List list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var item in list.Items)
                {
                    Write(item, emitter);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case SettingNode.Map map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var entry in map.Entries)
                {
                    Write(entry.Key, emitter);
                    Write(entry.Value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
        }
    }

    /// <summary>Ends of lines, of which there are several kinds, only stay what they are between double quotes.</summary>
    private static void Write(string text, IEmitter emitter) => emitter.Emit(new Scalar(
        AnchorName.Empty, TagName.Empty, text,
        text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or '\uFEFF') ? ScalarStyle.DoubleQuoted : ScalarStyle.Any,
        isPlainImplicit: true, isQuotedImplicit: true));

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

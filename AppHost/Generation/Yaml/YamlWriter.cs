using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AppHost.Generation.Objects;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AppHost.Generation.Yaml;

/// <summary>Writes objects as YAML 1.2 that YAML 1.1 reads the same. The same objects are always the same bytes.</summary>
internal static partial class YamlWriter
{
    // Wider than any line: a folded text is harder to read, and to compare.
    private const int Width = 100_000;

    private const int ShortWidth = 80;

    private const int MaxKey = 1024;

    /// <param name="comment">The first line.</param>
    public static string Write(string comment, IEnumerable<Node> documents)
    {
        var text = new StringBuilder().Append("# ").Append(comment).Append('\n');
        foreach (var document in documents)
        {
            text.Append("---\n").Append(Write(document));
        }

        return text.ToString();
    }

    private static string Write(Node document)
    {
        var templates = new List<string>();
        using var writer = new StringWriter { NewLine = "\n" };
        var emitter = new Emitter(
            writer,
            new EmitterSettings(
                bestIndent: 2, bestWidth: Width, isCanonical: false, maxSimpleKeyLength: MaxKey, indentSequences: true));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(emitter, document, templates);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return TemplatePattern().Replace(
            writer.ToString(), mark => templates[int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture)]);
    }

    private static void Emit(Emitter emitter, Node node, List<string> templates)
    {
        switch (node)
        {
            case Node.Map map:
                emitter.Emit(new MappingStart(null, null, true, map.Entries.IsEmpty ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var (key, value) in map.Entries)
                {
                    emitter.Emit(Text(key));
                    Emit(emitter, value, templates);
                }

                emitter.Emit(new MappingEnd());
                break;
            case Node.Sequence sequence:
                emitter.Emit(new SequenceStart(null, null, true, IsShort(sequence) ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in sequence.Items)
                {
                    Emit(emitter, item, templates);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case Node.Text text:
                emitter.Emit(Text(text.Value));
                break;
            case Node.Template template:
                // The library would quote it.
                emitter.Emit(Plain($"TEMPLATE\u00b7{templates.Count.ToString(CultureInfo.InvariantCulture)}\u00b7"));
                templates.Add(template.Expression);
                break;
            case Node.Number number:
                emitter.Emit(Plain(Number(number)));
                break;
            case Node.Flag flag:
                emitter.Emit(Plain(flag.Value ? "true" : "false"));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    private static string Number(Node.Number number) => number.Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Words beside each other read better than below each other.</summary>
    private static bool IsShort(Node.Sequence sequence) =>
        sequence.Items.All(item => item is Node.Text text && !text.Value.Contains('\n'))
        && sequence.Items.Sum(item => ((Node.Text)item).Value.Length + 2) <= ShortWidth;

    private static Scalar Plain(string text) => new(null, null, text, ScalarStyle.Plain, true, false);

    private static Scalar Text(string text) => new(null, null, text, StyleOf(text), true, true);

    private static ScalarStyle StyleOf(string text) =>
        PlainPattern().IsMatch(text) && !ReservedPattern().IsMatch(text) ? ScalarStyle.Plain
        : BlockPattern().IsMatch(text) ? ScalarStyle.Literal
        : ScalarStyle.DoubleQuoted;

    /// <summary>What no reader takes for anything but text: a word, a path, an image, a quantity.</summary>
    [GeneratedRegex(@"^(?:[A-Za-z_/][A-Za-z0-9_./+-]*(?::[A-Za-z0-9_./+-]+)*(?:@sha256:[0-9a-f]{64})?|[1-9][0-9]*(?:m|Ki|Mi|Gi|Ti))\z")]
    private static partial Regex PlainPattern();

    /// <summary>Lines that look in a block as they are: none begins or ends with a space.</summary>
    [GeneratedRegex(@"^(?:[!-~](?:[ -~]*[!-~])?\n)+\z")]
    private static partial Regex BlockPattern();

    [GeneratedRegex("TEMPLATE\u00b7([0-9]+)\u00b7")]
    private static partial Regex TemplatePattern();

    [GeneratedRegex(@"^(?:y|n|yes|no|on|off|true|false|null|nan|inf)\z", RegexOptions.IgnoreCase)]
    private static partial Regex ReservedPattern();
}

using System.Text.RegularExpressions;

namespace Monitor.Rules;

/// <summary>
/// Texts with <c>{{ $value }}</c>, <c>{{ $threshold }}</c> and <c>{{ $labels.instance }}</c> in them, as Prometheus' rules have
/// them; values are written in the rule's unit.
/// </summary>
internal static partial class AnnotationTemplate
{
    private const string Labels = "$labels.";

    /// <summary>Why the text is malformed; null when it is not.</summary>
    public static string? FaultOf(string text)
    {
        var rest = Place().Replace(text, match => IsKnown(match.Groups[1].Value) ? "" : "{{");
        return rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal)
            ? "only {{ $value }}, {{ $threshold }} and {{ $labels.name }} can stand in it"
            : null;
    }

    public static string Render(string text, AlertRule rule, LabelSet labels, double value) => Place().Replace(text, match =>
        match.Groups[1].Value switch
        {
            "$value" => ValueText.Write(value, rule.Unit),
            "$threshold" => ValueText.Write(rule.Condition.Threshold, rule.Unit),
            var name => labels[name[Labels.Length..]],
        });

    private static bool IsKnown(string name) => name is "$value" or "$threshold" || name.StartsWith(Labels, StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{\s*(\$[a-zA-Z_][a-zA-Z0-9_.]*)\s*\}\}")]
    private static partial Regex Place();
}

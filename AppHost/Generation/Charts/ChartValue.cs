using AppHost.Generation.Objects;

namespace AppHost.Generation.Charts;

/// <summary>What Helm puts in. Whatever else has its braces is kept from it.</summary>
internal static class ChartValue
{
    public static readonly Node.Template ReleaseNamespace = new("{{ .Release.Namespace | quote }}");

    private const string Open = "{{";
    private const string Close = "}}";

    /// <param name="group">A map in <c>values.yaml</c>.</param>
    /// <param name="name">An entry of it, whose name may have hyphens.</param>
    /// <param name="path">A property of that.</param>
    public static Node.Template Text(string group, string name, string path) =>
        new($$$"""{{ (index .Values.{{{group}}} "{{{name}}}").{{{path}}} | quote }}""");

    /// <summary>Likewise, for a number.</summary>
    public static Node.Template Number(string group, string name, string path) =>
        new($$$"""{{ (index .Values.{{{group}}} "{{{name}}}").{{{path}}} }}""");

    /// <summary>The same with every text that Helm would take for its own written so that it comes out as it was.</summary>
    public static Node Escaped(Node node) => node switch
    {
        Node.Map map => new Node.Map([.. map.Entries.Select(entry => KeyValuePair.Create(entry.Key, Escaped(entry.Value)))]),
        Node.Sequence list => new Node.Sequence([.. list.Items.Select(Escaped)]),
        Node.Text text when text.Value.Contains(Open, StringComparison.Ordinal) || text.Value.Contains(Close, StringComparison.Ordinal) =>
            new Node.Template(Quoted(text.Value)),
        _ => node,
    };

    private static string Quoted(string text)
    {
        var parts = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal).Split(Open)
            .Select(part => part.Replace(Close, """{{ "}}" }}""", StringComparison.Ordinal));
        return $"\"{string.Join("""{{ "{{" }}""", parts)}\"";
    }
}

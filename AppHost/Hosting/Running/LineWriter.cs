namespace Aspire.Hosting.Running;

/// <summary>One stream of lines from everybody, <c>name | text</c>, each line whole however long it is.</summary>
internal sealed class LineWriter(TextWriter output, bool colours, IEnumerable<string> names)
{
    public const string Own = "apphost";

    private static readonly string[] Palette = ["\e[36m", "\e[33m", "\e[32m", "\e[35m", "\e[34m", "\e[31m"];

    private readonly Lock _lock = new();
    private readonly List<string> _names = [Own, .. names];

    /// <summary>Colours for a person at a terminal only, and not for one who set NO_COLOR.</summary>
    public static LineWriter ForConsole(IEnumerable<string> names) => new(
        Console.Out,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        names);

    public void Write(string text) => Write(Own, text);

    public void Write(string name, string text)
    {
        var label = name.PadRight(_names.Max(other => other.Length));
        var colour = Palette[Math.Max(_names.IndexOf(name), 0) % Palette.Length];
        var line = colours ? $"{colour}{label} |\e[0m {text}" : $"{label} | {text}";
        lock (_lock)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }

    /// <summary>Text of several lines that belong together, without a name.</summary>
    public void WriteBlock(string text)
    {
        lock (_lock)
        {
            output.WriteLine(text);
            output.Flush();
        }
    }
}

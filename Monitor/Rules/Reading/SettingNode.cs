namespace Monitor.Rules.Reading;

/// <summary>A part of a file of settings, and the line it begins in, counted from 1.</summary>
internal abstract record SettingNode(int Line)
{
    internal sealed record Scalar(int Line, string Text) : SettingNode(Line);

    internal sealed record List(int Line, IReadOnlyList<SettingNode> Items) : SettingNode(Line);

    internal sealed record Map(int Line, IReadOnlyList<SettingEntry> Entries) : SettingNode(Line);
}

namespace Monitor.Rules.Reading;

/// <summary>Settings whose value nobody but the Monitor may read.</summary>
internal static class SecretSettings
{
    /// <summary>As Alertmanager writes it.</summary>
    private const string Hidden = "<secret>";

    private static readonly HashSet<string> Keys = new(["api_url"], StringComparer.Ordinal);

    /// <summary>The same settings with a word in the place of each secret.</summary>
    public static SettingNode Hide(SettingNode node) => node switch
    {
        SettingNode.Map map => map with { Entries = [.. map.Entries.Select(Hide)] },
        SettingNode.List list => list with { Items = [.. list.Items.Select(Hide)] },
        _ => node,
    };

    private static SettingEntry Hide(SettingEntry entry) => entry with
    {
        Value = Keys.Contains(entry.Key) ? new SettingNode.Scalar(entry.Value.Line, Hidden) : Hide(entry.Value),
    };
}

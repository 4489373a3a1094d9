namespace Monitor.Rules.Reading;

/// <summary>A key with what stands under it.</summary>
internal sealed record SettingEntry(string Key, int Line, SettingNode Value);

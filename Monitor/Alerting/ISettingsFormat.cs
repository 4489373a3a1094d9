using Monitor.Rules.Reading;

namespace Monitor.Alerting;

/// <summary>How settings are written in a file.</summary>
internal interface ISettingsFormat
{
    /// <summary>The settings in the text, or with its line why there are none.</summary>
    (SettingNode? Node, string Fault) Parse(string text);

    /// <summary>A text that is parsed into the same settings.</summary>
    string Write(SettingNode node);
}

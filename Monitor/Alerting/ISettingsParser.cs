using Monitor.Rules.Reading;

namespace Monitor.Alerting;

internal interface ISettingsParser
{
    /// <summary>The settings in the text, or with its line why there are none.</summary>
    (SettingNode? Node, string Fault) Parse(string text);
}

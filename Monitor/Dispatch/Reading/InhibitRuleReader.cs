using Monitor.Rules.Reading;

namespace Monitor.Dispatch.Reading;

internal static class InhibitRuleReader
{
    public static IReadOnlyList<InhibitRule> Read(IReadOnlyList<SettingNode> items, SettingFaults faults) =>
        [.. items.Select(item => Read(item, faults))];

    private static InhibitRule Read(SettingNode node, SettingFaults faults)
    {
        var scope = new SettingScope(node, "an inhibition", faults);
        var rule = new InhibitRule(
            scope.Matchers("source_matchers"), scope.Matchers("target_matchers"), scope.ListOfTexts("equal"));
        if (rule.Source.Count == 0 || rule.Target.Count == 0)
        {
            faults.Add(scope.Line, "an inhibition needs 'source_matchers' and 'target_matchers'");
        }

        scope.Close();
        return rule;
    }
}

using Monitor.Dispatch.Reading;
using Monitor.Rules.Reading;
using Route = Monitor.Dispatch.Route;

namespace Monitor.Alerting.Plan;

internal static class AlertingPlanReader
{
    /// <summary>The plan, or everything that is wrong with the text, each with its line.</summary>
    /// <param name="kept">How long samples are kept.</param>
    public static (AlertingPlan? Plan, IReadOnlyList<string> Faults) Read(string text, TimeSpan kept, ISettingsFormat format)
    {
        var (node, fault) = format.Parse(text);
        if (node is null)
        {
            return (null, [fault]);
        }

        var faults = new SettingFaults();
        var scope = new SettingScope(node, "the file's map with rules and route", faults);
        var rules = RuleReader.Read(scope.Items("rules"), kept, faults);
        var receivers = ReceiverReader.Read(scope.Items("receivers"), faults);
        var inhibitions = InhibitRuleReader.Read(scope.Items("inhibit_rules"), faults);
        Route? route = null;
        if (scope.Node("route") is { } root)
        {
            route = RouteReader.Read(root, receivers.Keys.ToHashSet(StringComparer.Ordinal), faults);
        }
        else
        {
            faults.Add(node.Line, "'route' is missing: it says who is told");
        }

        scope.Close();
        return faults.Any
            ? (null, faults.Messages)
            : (new AlertingPlan(rules, route!, receivers, inhibitions, format.Write(SecretSettings.Hide(node))), []);
    }
}

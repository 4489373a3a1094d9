using Monitor.Alerting.Plan;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Yaml;

namespace Tests.Dispatch;

public class DispatcherTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(50);

    [Fact]
    public void Plan_TwoRoutesWithTheSameMatchers_TellsBothReceiversOnce()
    {
        var plan = Read("""
                - { matchers: [severity=page], receiver: mail, continue: true }
                - { matchers: [severity=page], receiver: chat }
            """);

        Receivers(Tell(plan, [])).Should().Equal("mail", "chat");
    }

    [Fact]
    public void Plan_RouteAddedToTheFile_TellsTheOthersNothingAgain()
    {
        const string OldRoute = "    - { matchers: [severity=page], receiver: mail, continue: true }\n";
        var before = Tell(Read(OldRoute), []);
        before.Notifications.Should().ContainSingle();

        Receivers(Tell(Read("    - { matchers: [team=a], receiver: chat }\n" + OldRoute), before.Entries)).Should().BeEmpty();
        Receivers(Tell(Read(OldRoute + "    - { matchers: [severity=page], receiver: chat }\n"), before.Entries)).Should().Equal("chat");
    }

    private static IEnumerable<string> Receivers(DispatchPlan plan) => plan.Notifications.Select(notification => notification.Receiver);

    private static AlertingPlan Read(string routes) => AlertingPlanReader.Read(
        $"receivers: [{{ name: mail, email_configs: [{{}}] }}, {{ name: chat, slack_configs: [{{ api_url: 'http://x/' }}] }}]\n"
            + $"route:\n  receiver: mail\n  group_by: [alertname]\n  group_wait: 0s\n  routes:\n{routes}",
        TimeSpan.FromMinutes(15), new YamlSettings()).Plan!;

    private static DispatchPlan Tell(AlertingPlan plan, IReadOnlyList<NotificationEntry> log)
    {
        var labels = new LabelSet([KeyValuePair.Create("alertname", "Full"), KeyValuePair.Create("severity", "page")]);
        Alert[] alerts = [new Alert(labels, new Dictionary<string, string>(), Now, null, Now)];
        return Dispatcher.Plan(
            plan.Route, plan.Receivers, alerts, new Suppressions(alerts, [], plan.InhibitRules, new HashSet<string>(), Now),
            new Dictionary<string, DateTimeOffset>(), log.ToDictionary(entry => entry.Key), Now);
    }
}

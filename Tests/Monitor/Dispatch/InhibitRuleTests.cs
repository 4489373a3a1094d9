using Monitor.Dispatch;
using Monitor.Rules;

namespace Tests.Dispatch;

public class InhibitRuleTests
{
    private static readonly InhibitRule Rule = new(
        [new Matcher("severity", MatchOperator.Equal, "critical")],
        [new Matcher("severity", MatchOperator.Match, "warning|critical")],
        ["service"]);

    [Theory]
    [InlineData("critical", "warning", "api", true)]
    [InlineData("critical", "warning", "other", false)]
    [InlineData("warning", "warning", "api", false)]
    [InlineData("critical", "none", "api", false)]
    // Both are source and target: they would hide each other, and nobody would be told of either.
    [InlineData("critical", "critical", "api", false)]
    public void Inhibits_SourceAndTarget_AsInAlertmanager(string source, string target, string targetService, bool expected) =>
        Rule.Inhibits(Labels("Down", source, "api"), Labels("Slow", target, targetService)).Should().Be(expected);

    [Fact]
    public void Inhibits_TargetThatIsSourceToo_IsInhibitedByAPureSource() =>
        new InhibitRule(Rule.Source, [new Matcher("alertname", MatchOperator.Equal, "Slow")], ["service"])
            .Inhibits(Labels("Down", "critical", "api"), Labels("Slow", "critical", "api")).Should().BeTrue();

    private static LabelSet Labels(string name, string severity, string service) => new(
    [
        KeyValuePair.Create("alertname", name), KeyValuePair.Create("severity", severity), KeyValuePair.Create("service", service),
    ]);
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Alerting;
using Monitor.Alerting.Plan;
using Monitor.Rules;
using Monitor.Rules.Reading;
using Monitor.Scraping;
using Monitor.Yaml;
using Tests.Hosting;

namespace Tests.Alerting;

public class AlertingPlanTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);
    private const string Route = "\nroute: { receiver: mail }\nreceivers: [{ name: mail, email_configs: [{}] }]";

    [Fact]
    public void Read_BuiltIn_IsSoundAndTheOriginals()
    {
        using var stream = typeof(AlertingPlan).Assembly.GetManifestResourceStream("Monitor.alerting.yaml")!;

        var (plan, faults) = AlertingPlanReader.Read(new StreamReader(stream).ReadToEnd(), Kept, new YamlSettings());

        faults.Should().BeEmpty();
        plan!.Rules.Single(rule => rule.Name == "HighCpu").Condition.Should().Be(new Condition(true, 70, 60));
        plan.Rules.Single(rule => rule.Name == "LowMemory").Condition.Should().Be(new Condition(false, 100e6, 150e6));
        plan.Rules.Select(rule => rule.Name).Should().Contain(["TargetDown", "RulesRefused", "AlertsRefused", "CanaryRestarting", "RolloutFailed", "AutoscalerAtMaximum", "Watchdog"]);
        plan.Route.GroupBy.Should().Equal("alertname", "service", "track", "instance");
    }

    [Fact]
    public void Read_Rule_HasAllItSays()
    {
        var rule = Read("""
            rules:
              - alert: Slow
                expr: quantile(0.99, d[1m])
                unit: seconds
                above: 1.5
                clear: 1
                for: 1m30s
                keep_firing_for: 10s
                missing: 2m
                mute_during_rollout: true
                labels: { severity: page }
                annotations: { summary: "{{ $labels.instance }}: {{ $value }}, not {{ $threshold }}" }
            """).Plan!.Rules.Single();

        rule.Should().BeEquivalentTo(new
        {
            Name = "Slow",
            For = TimeSpan.FromSeconds(90),
            KeepFiringFor = TimeSpan.FromSeconds(10),
            Missing = TimeSpan.FromMinutes(2),
            MuteDuringRollout = true,
            Unit = ValueUnit.Seconds,
        });
        rule.Condition.Should().Be(new Condition(true, 1.5, 1));
        AnnotationTemplate.Render(rule.Annotations["summary"], rule, new LabelSet([KeyValuePair.Create("instance", "a-1")]), 2.25)
            .Should().Be("a-1: 2.25 s, not 1.5 s");
    }

    [Fact]
    public void Read_ManyFaults_TellsAllWithTheirLines()
    {
        var (plan, faults) = AlertingPlanReader.Read("""
            rules:
              - alert: A
                expr: rate(x)
                above: lots
                for: soon
              - expr: x
                above: 1
                below: 2
                colour: red
              - alert: B
                expr: x
                above: 5
                clear: 7
                missing: 0s
                annotations: { summary: "{{ .Value }}" }
              - alert: B
                expr: x
                above: 5
              - 7
            receivers:
              - name: mail
                email_configs: [{ to: nobody }]
              - name: chat
                slack_configs: [{ api_url: "ftp://x/secret" }]
            route:
              receiver: pager
              group_wait: 5 minutes
              routes:
                - matchers: ['severity ~ page']
                  receiver: mail
            inhibit_rules:
              - equal: [a]
            extra: 1
            """, Kept, new YamlSettings());

        plan.Should().BeNull();
        faults.Should().Equal(
            "line 3: 'expr: rate(x)': '[' is expected at ')'",
            "line 4: 'above: lots': a number is expected, such as 70 or 100MB",
            "line 5: 'for: soon': a duration such as 30s or 1h, at most 1y, is expected",
            "line 6: a rule needs 'alert'",
            "line 6: a rule needs either 'above' or 'below'",
            "line 9: 'colour' is not known here; known are above, alert, annotations, below, clear, expr, for, keep_firing_for, labels, missing, mute_during_rollout, unit",
            "line 13: 'clear' must be below the threshold, or at it",
            "line 14: 'missing: 0s': at least 1s is expected",
            "line 15: 'annotations: summary': only {{ $value }}, {{ $threshold }} and {{ $labels.name }} can stand in it",
            "line 16: there are two rules 'B' with the same labels",
            "line 19: a rule is expected here, with its keys",
            "line 19: a rule needs 'alert'",
            "line 19: a rule needs 'expr'",
            "line 19: a rule needs either 'above' or 'below'",
            "line 22: 'to: nobody': an address is expected",
            "line 24: 'api_url': an http or https address is expected",
            "line 26: 'receiver: pager': there is no receiver of that name",
            "line 27: 'group_wait: 5 minutes': a duration such as 30s or 1h, at most 1y, is expected",
            "line 29: 'matchers': 'severity ~ page' is no matcher: name=\"value\", with =, !=, =~ or !~, is expected",
            "line 32: an inhibition needs 'source_matchers' and 'target_matchers'",
            "line 33: 'extra' is not known here; known are inhibit_rules, receivers, route, rules");
    }

    [Theory]
    [InlineData("rules: [", "line 2: While parsing a node")]
    [InlineData("", "line 1: it is empty")]
    [InlineData("a: &x 1\nb: *x", "line 1: anchors and aliases are not read")]
    [InlineData("rules: []\nrules: []\nroute: {receiver: a}\nreceivers: [{name: a}]", "line 2: 'rules' stands there twice")]
    [InlineData("rules: []", "line 1: 'route' is missing: it says who is told")]
    [InlineData("[1]", "line 1: the file's map with rules and route is expected here, with its keys")]
    public void Read_NoSuchFile_SaysWhy(string text, string fault) =>
        AlertingPlanReader.Read(text, Kept, new YamlSettings()).Faults.Should().Contain(line => line.StartsWith(fault, StringComparison.Ordinal));

    [Fact]
    public void Read_TreeOfRoutes_InheritsAndMatchesTheDeepest()
    {
        var plan = AlertingPlanReader.Read("""
            route:
              receiver: mail
              group_by: [alertname]
              group_wait: 5s
              routes:
                - matchers: ['severity = page']
                  receiver: chat
                  continue: true
                  routes:
                    - matchers: ['track=~"can.*"']
                      group_by: ['...']
                - matchers: ['severity = page', 'service != api']
            receivers: [{ name: mail }, { name: chat }]
            """, Kept, new YamlSettings()).Plan!;

        Taken(plan, ("severity", "low")).Should().Equal(("{}", "mail"));
        Taken(plan, ("severity", "page"), ("service", "api")).Should().Equal(("{}/{severity=\"page\"}", "chat"));
        Taken(plan, ("severity", "page"), ("track", "canary")).Should().Equal(
            ("{}/{severity=\"page\"}/{track=~\"can.*\"}", "chat"), ("{}/{severity=\"page\",service!=\"api\"}", "mail"));
        var deepest = plan.Route.Match(Labels(("severity", "page"), ("track", "canary"))).First();
        deepest.GroupWait.Should().Be(TimeSpan.FromSeconds(5));
        deepest.GroupOf(Labels(("severity", "page"), ("track", "canary"))).Count.Should().Be(2);
    }

    [Fact]
    public void Read_RuleLooksBackFurtherThanSamplesAreKept_IsAFault()
    {
        const string Text = """
            rules:
              - { alert: A, expr: "increase(x[15m])", above: 1 }
              - alert: B
                expr: 1 - rate(x[1m]) / rate(x[1h])
                above: 1
            """;

        Read(Text).Faults.Should().Equal("line 4: 'B' looks back 1h, but samples are kept for 15m (Scrape:Window)");
        AlertingPlanReader.Read(Text + Route, TimeSpan.FromHours(1), new YamlSettings()).Faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("for: 99999y")]
    [InlineData("for: 366d")]
    [InlineData("for: 999999y999999y999999y")]
    [InlineData("keep_firing_for: 1y1ms")]
    public void Read_DurationNobodyMeans_IsAFault(string setting) => Read($"rules: [{{ alert: A, expr: x, above: 1, {setting} }}]").Faults
        .Should().ContainSingle().Which.Should().Be($"line 1: '{setting}': a duration such as 30s or 1h, at most 1y, is expected");

    [Fact]
    public void Reload_ReadingFails_KeepsTheOldRulesAndSaysWhy()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "plan.yaml");
        File.WriteAllText(file, "rules: []" + Route);
        var format = new FailingFormat();
        var source = new AlertingPlanSource(
            Options.Create(new AlertingOptions { File = file }), Options.Create(new ScrapeOptions()), format, NullLogger<AlertingPlanSource>.Instance);
        var plan = source.Current;

        format.Fault = new OverflowException("too long");
        File.WriteAllText(file, "rules: [ ]" + Route);
        source.Reload().Should().BeFalse();
        source.Reload().Should().BeFalse();
        (source.Current, source.Faults.Single()).Should().Be((plan, "too long"));

        format.Fault = null;
        File.WriteAllText(file, "rules: [  ]" + Route);
        source.Reload().Should().BeTrue();
        source.Faults.Should().BeEmpty();
    }

    [Theory]
    [InlineData("api_url: https://hooks.test/SECRET")]
    [InlineData("\"api_url\" : 'https://hooks.test/a,SECRET'")]
    [InlineData("? api_url\n    : https://hooks.test/SECRET")]
    [InlineData("api_url: >-\n      https://hooks.test/SECRET")]
    [InlineData("# api_url: https://hooks.test/SECRET\n    api_url: https://hooks.test/new,SECRET,SECRET # SECRET")]
    public void Shown_WebhookInAnyForm_IsWithoutItsAddress(string setting)
    {
        const string Beginning = """
            # SECRET is a comment.
            route: { receiver: chat }
            receivers:
            - name: chat
              slack_configs:
              - channel: "#alerts"
                send_resolved: false
            """;
        var (plan, faults) = AlertingPlanReader.Read($"{Beginning}\n    {setting}\n", Kept, new YamlSettings());

        faults.Should().BeEmpty();
        plan!.Shown.Should().Be("""
            route:
              receiver: chat
            receivers:
            - name: chat
              slack_configs:
              - channel: '#alerts'
                send_resolved: false
                api_url: <secret>

            """);
    }

    [Fact]
    public void Shown_JsonOnOneLine_IsWithoutTheWebhooksAddress() => AlertingPlanReader.Read(
            """{"route":{"receiver":"chat"},"receivers":[{"name":"chat","slack_configs":[{"api_url":"https://hooks.test/SECRET"}]}]}""",
            Kept, new YamlSettings())
        .Plan!.Shown.Should().Contain("api_url: <secret>").And.NotContain("SECRET");

    internal static (AlertingPlan? Plan, IReadOnlyList<string> Faults) Read(string rules) =>
        AlertingPlanReader.Read(rules + Route, Kept, new YamlSettings());

    private static IEnumerable<(string Id, string Receiver)> Taken(AlertingPlan plan, params (string, string)[] labels) =>
        plan.Route.Match(Labels(labels)).Select(route => (route.Id, route.Receiver));

    private static LabelSet Labels(params (string Name, string Value)[] labels) =>
        new(labels.Select(label => KeyValuePair.Create(label.Name, label.Value)));

    private sealed class FailingFormat : ISettingsFormat
    {
        private readonly YamlSettings _yaml = new();

        public Exception? Fault { get; set; }

        public (SettingNode? Node, string Fault) Parse(string text) => Fault is null ? _yaml.Parse(text) : throw Fault;

        public string Write(SettingNode node) => _yaml.Write(node);
    }
}

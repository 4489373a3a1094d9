using Monitor.Rules;

namespace Monitor.Alerting.Evaluation;

internal static class RuleKey
{
    private static readonly Condition IsMissing = new(IsAbove: true, 0.5, null);

    public static string Of(AlertRule rule) => $"{rule.Name}{rule.Labels}";

    /// <summary>The rule that fires when the data of another are missing; its value is 1 then, and 0 otherwise.</summary>
    public static AlertRule MissingOf(AlertRule rule) => rule with
    {
        Name = AlertRule.MissingName,
        Condition = IsMissing,
        Unit = ValueUnit.None,
        For = rule.Missing!.Value,
        KeepFiringFor = TimeSpan.Zero,
        Labels = rule.Labels.With([KeyValuePair.Create("rule", rule.Name)]),
        Annotations = new Dictionary<string, string>
        {
            ["summary"] = $"{{{{ $labels.instance }}}} exposes nothing of what {rule.Name} looks at",
        },
    };
}

using Monitor.Rules.Expressions;

namespace Monitor.Rules.Reading;

/// <summary>Reads the list of rules.</summary>
internal static class RuleReader
{
    private const int MaxRules = 500;

    /// <param name="kept">How long samples are kept: no rule may look back further.</param>
    public static IReadOnlyList<AlertRule> Read(IReadOnlyList<SettingNode> items, TimeSpan kept, SettingFaults faults)
    {
        if (items.Count > MaxRules)
        {
            faults.Add(items[MaxRules].Line, $"more than {MaxRules} rules");
        }

        var rules = new List<AlertRule>();
        foreach (var item in items.Take(MaxRules))
        {
            var scope = new SettingScope(item, "a rule", faults);
            var rule = ReadRule(scope, kept, faults);
            if (rule.Name.Length > 0 && rules.Exists(other => other.Name == rule.Name && other.Labels.Equals(rule.Labels)))
            {
                faults.Add(scope.LineOf("alert"), $"there are two rules '{rule.Name}' with the same labels");
            }

            rules.Add(rule);
        }

        return rules;
    }

    private static AlertRule ReadRule(SettingScope scope, TimeSpan kept, SettingFaults faults)
    {
        var name = scope.RequiredText("alert");
        if (name == AlertRule.MissingName)
        {
            faults.Add(scope.LineOf("alert"), $"'{name}' is the name of the alert that a rule's data are missing");
        }

        var text = scope.RequiredText("expr");
        var expression = ReadExpression(text, scope, faults);
        if (expression.Longest > kept)
        {
            faults.Add(
                scope.LineOf("expr"),
                $"'{name}' looks back {DurationText.Write(expression.Longest)}, but samples are kept for {DurationText.Write(kept)} (Scrape:Window)");
        }

        var rule = new AlertRule(
            name,
            expression,
            text,
            ReadCondition(scope, faults),
            scope.Choice("unit", ValueUnit.None),
            scope.Duration("for", TimeSpan.Zero),
            scope.Duration("keep_firing_for", TimeSpan.Zero),
            scope.Has("missing") ? scope.Duration("missing", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1)) : null,
            scope.Flag("mute_during_rollout", false),
            new LabelSet(scope.Texts("labels")),
            scope.Texts("annotations"));
        _ = scope.Node("missing");
        CheckTemplates(rule, scope, faults);
        scope.Close();
        return rule;
    }

    private static Expression ReadExpression(string text, SettingScope scope, SettingFaults faults)
    {
        if (text.Length == 0)
        {
            return new Expression.Number(0);
        }

        var (expression, fault) = ExpressionParser.Parse(text);
        if (expression is null)
        {
            faults.Add(scope.LineOf("expr"), $"'expr: {text}': {fault}");
        }

        return expression ?? new Expression.Number(0);
    }

    private static Condition ReadCondition(SettingScope scope, SettingFaults faults)
    {
        var (above, below, clear) = (scope.Number("above"), scope.Number("below"), scope.Number("clear"));
        if (scope.Has("above") == scope.Has("below"))
        {
            faults.Add(scope.Line, "a rule needs either 'above' or 'below'");
        }

        var isAbove = above is not null;
        var threshold = above ?? below ?? 0;
        if (clear is { } value && (isAbove ? value > threshold : value < threshold))
        {
            var side = isAbove ? "below" : "above";
            faults.Add(scope.LineOf("clear"), $"'clear' must be {side} the threshold, or at it");
        }

        return new Condition(isAbove, threshold, clear);
    }

    private static void CheckTemplates(AlertRule rule, SettingScope scope, SettingFaults faults)
    {
        foreach (var (name, text) in rule.Annotations)
        {
            if (AnnotationTemplate.FaultOf(text) is { } fault)
            {
                faults.Add(scope.LineOf("annotations"), $"'annotations: {name}': {fault}");
            }
        }
    }
}

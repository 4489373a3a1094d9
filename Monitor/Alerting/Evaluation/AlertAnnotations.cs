using Monitor.Alerting.Tracks;
using Monitor.Rules;
using Monitor.Scraping;

namespace Monitor.Alerting.Evaluation;

/// <summary>What is told of an alert besides its labels.</summary>
internal static class AlertAnnotations
{
    public static IReadOnlyDictionary<string, string> Of(BookedAlert alert, Target target, TrackReport tracks)
    {
        var (rule, value) = (alert.Rule, alert.State.Value);
        var annotations = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, text) in rule.Annotations)
        {
            annotations[name] = AnnotationTemplate.Render(text, rule, alert.Labels, value);
        }

        if (rule.Name != AlertRule.MissingName)
        {
            Add("value", ValueText.Write(value, rule.Unit));
            Add("threshold", $"{(rule.Condition.IsAbove ? "above" : "below")} {ValueText.Write(rule.Condition.Threshold, rule.Unit)}");
        }

        Add("image", target.Image);
        Add("digest", target.Digest);
        Add("version", target.Version);
        Add("last_rollout", tracks.Find(alert.Labels["service"], alert.Labels["track"])?.LastRollout ?? "");
        return annotations;

        void Add(string name, string text)
        {
            if (text.Length > 0)
            {
                annotations[name] = text;
            }
        }
    }
}

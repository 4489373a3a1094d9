using System.Globalization;
using Monitor.Dispatch;
using Monitor.Rules;

namespace Monitor.Mail;

/// <summary>What a mail says of an alert, in the order in which people want to know it.</summary>
internal static class AlertFacts
{
    private static readonly string[] Shown = ["service", "track", "instance", "severity"];
    private static readonly string[] Known = ["summary", "description", "value", "threshold", "image", "digest", "version", "last_rollout"];

    public static string SummaryOf(Alert alert) => alert.Annotations.GetValueOrDefault("summary", alert.Name);

    public static IEnumerable<(string Name, string Value)> Of(Alert alert, DateTimeOffset now)
    {
        foreach (var (name, value) in All(alert, now))
        {
            if (value.Length > 0)
            {
                yield return (name, value);
            }
        }
    }

    private static IEnumerable<(string Name, string Value)> All(Alert alert, DateTimeOffset now)
    {
        yield return ("Instance", alert.Labels["instance"]);
        yield return ("Service", alert.Labels["service"]);
        yield return ("Track", alert.Labels["track"]);
        yield return ("Value", Annotation("value"));
        yield return ("Threshold", Annotation("threshold"));
        yield return ("Since", Time(alert.StartsAt));
        yield return ("Ended", alert.IsResolved(now) ? $"{Time(alert.EndsAt!.Value)}, after {After(alert.EndsAt.Value - alert.StartsAt)}" : "");
        yield return ("Image", Annotation("image"));
        yield return ("Digest", Annotation("digest"));
        yield return ("Version", Annotation("version"));
        yield return ("Last rollout", Annotation("last_rollout"));
        yield return ("Severity", alert.Labels["severity"]);
        yield return ("Description", Annotation("description"));
        foreach (var (name, value) in alert.Labels.Where(label => !Shown.Contains(label.Key) && label.Key != AlertRule.NameLabel))
        {
            yield return (name, value);
        }

        foreach (var (name, value) in alert.Annotations.Where(annotation => !Known.Contains(annotation.Key)))
        {
            yield return (name, value);
        }

        string Annotation(string name) => alert.Annotations.GetValueOrDefault(name, "");
    }

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static string After(TimeSpan time) => DurationText.Write(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)));
}

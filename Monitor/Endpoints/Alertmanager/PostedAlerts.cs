using System.Globalization;
using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Rules.Reading;

namespace Monitor.Endpoints.Alertmanager;

/// <summary>Turns what was posted into alerts, as Alertmanager does.</summary>
internal static class PostedAlerts
{
    /// <summary>An alert without an end ends when it was not sent anew for this long.</summary>
    public static readonly TimeSpan ResolveTimeout = TimeSpan.FromMinutes(5);

    private const int MaxLabels = 64;
    private const int MaxText = 4096;

    /// <summary>All that are sound, and what is wrong with the others.</summary>
    public static (IReadOnlyList<Alert> Alerts, IReadOnlyList<string> Faults) Of(
        IReadOnlyList<PostableAlert?> posted, IReadOnlyDictionary<string, Alert> known, DateTimeOffset now)
    {
        var alerts = new List<Alert>();
        var faults = new List<string>();
        for (var index = 0; index < posted.Count; index++)
        {
            if (FaultOf(posted[index]) is { } fault)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"alert {index}: {fault}"));
            }
            else
            {
                alerts.Add(Of(posted[index]!, known, now));
            }
        }

        return (alerts, faults);
    }

    private static Alert Of(PostableAlert posted, IReadOnlyDictionary<string, Alert> known, DateTimeOffset now)
    {
        var labels = new LabelSet(posted.Labels!.Select(label => KeyValuePair.Create(label.Key, label.Value ?? "")));
        var start = posted.StartsAt is { } given && given > DateTimeOffset.UnixEpoch ? given : posted.EndsAt is { } early && early < now ? early : now;
        // Whoever says it now says that it has begun: its clock is ahead of ours.
        start = start > now ? now : start;
        // One that goes on began when it was first heard of; one that was over begins anew.
        if (known.GetValueOrDefault(labels.Fingerprint) is { } earlier && !earlier.IsResolved(now) && earlier.StartsAt < start)
        {
            start = earlier.StartsAt;
        }

        var end = posted.EndsAt is { } ends && ends > DateTimeOffset.UnixEpoch ? ends : now + ResolveTimeout;
        return new Alert(
            labels,
            (posted.Annotations ?? []).Where(pair => pair.Value is { Length: > 0 })
                .ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal),
            start,
            end < start ? start : end,
            now,
            posted.GeneratorURL is { Length: <= MaxText } url ? url : "",
            IsReceived: true);
    }

    private static string? FaultOf(PostableAlert? posted) =>
        posted?.Labels is not { } labels || labels.All(label => string.IsNullOrEmpty(label.Value)) ? "it needs at least one label"
        : labels.Count > MaxLabels || (posted.Annotations?.Count ?? 0) > MaxLabels ? $"more than {MaxLabels} labels or annotations"
        : labels.Keys.FirstOrDefault(name => !SettingScope.IsLabelName(name)) is { } bad ? $"'{bad}' is no name of a label"
        : labels.Concat(posted.Annotations ?? []).Any(pair => pair.Key.Length > MaxText || pair.Value?.Length > MaxText)
            ? $"a text of more than {MaxText} characters"
        : null;
}

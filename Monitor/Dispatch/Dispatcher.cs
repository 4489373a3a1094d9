using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Dispatch;

/// <summary>
/// Turns alerts into notifications, as Alertmanager does: routed, grouped, told after the group wait, again when something is
/// new after the group interval, repeated. What was told is in the log, and only there: the timers can be lost.
/// </summary>
internal static class Dispatcher
{
    /// <param name="timers">When each group is due; those of groups that are gone are left out of the answer.</param>
    public static DispatchPlan Plan(
        Route root,
        IReadOnlyDictionary<string, Receiver> receivers,
        IReadOnlyList<Alert> alerts,
        Suppressions suppressions,
        IReadOnlyDictionary<string, DateTimeOffset> timers,
        IReadOnlyDictionary<string, NotificationEntry> log,
        DateTimeOffset now)
    {
        var kept = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var entries = new List<NotificationEntry>();
        var notifications = new List<Notification>();
        foreach (var group in GroupsOf(root, alerts))
        {
            var due = timers.TryGetValue(group.Key, out var known) ? known : FirstDue(group, now);
            if (due > now)
            {
                kept[group.Key] = due;
                continue;
            }

            var receiver = receivers[group.Route.Receiver];
            for (var index = 0; index < receiver.Integrations.Count; index++)
            {
                var told = Tell(group, receiver, index, suppressions, log, now);
                if (told.Entry is { } entry)
                {
                    entries.Add(entry);
                }

                if (told.Notification is { } notification)
                {
                    notifications.Add(notification);
                }
            }

            if (group.Alerts.Any(alert => !alert.IsResolved(now)))
            {
                kept[group.Key] = now + group.Route.GroupInterval;
            }
        }

        var changed = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        entries.AddRange(WithoutVanished(log.Values.Where(entry => !changed.Contains(entry.Key)), alerts));
        return new DispatchPlan(kept, entries, notifications);
    }

    /// <summary>
    /// Lines on alerts that are there no more: nothing can be told of their end, but they are struck, so that their next beginning is told.
    /// </summary>
    private static IEnumerable<NotificationEntry> WithoutVanished(IEnumerable<NotificationEntry> log, IReadOnlyList<Alert> alerts)
    {
        var known = alerts.Select(Fingerprint).ToHashSet(StringComparer.Ordinal);
        return log.Where(entry => !entry.Firing.All(known.Contains))
            .Select(entry => entry with { Firing = [.. entry.Firing.Where(known.Contains)] });
    }

    private static IEnumerable<AlertGroup> GroupsOf(Route root, IReadOnlyList<Alert> alerts) => alerts
        .SelectMany(alert => root.Match(alert.Labels).Select(route => (Route: route, Labels: route.GroupOf(alert.Labels), Alert: alert)))
        .GroupBy(item => $"{item.Route.Id}:{item.Labels}", StringComparer.Ordinal)
        .Select(items => new AlertGroup(
            items.Key, items.First().Route, items.First().Labels, [.. items.Select(item => item.Alert)]));

    /// <summary>Alerts that are older than the group wait have waited, if not here: after a restart nobody waits twice.</summary>
    private static DateTimeOffset FirstDue(AlertGroup group, DateTimeOffset now)
    {
        var live = group.Alerts.Where(alert => !alert.IsResolved(now)).ToArray();
        if (live.Length == 0)
        {
            return now;
        }

        var latest = now + group.Route.GroupWait;
        var began = live.Min(alert => alert.StartsAt);
        return began > now ? latest : began + group.Route.GroupWait;
    }

    private static (NotificationEntry? Entry, Notification? Notification) Tell(
        AlertGroup group,
        Receiver receiver,
        int index,
        Suppressions suppressions,
        IReadOnlyDictionary<string, NotificationEntry> log,
        DateTimeOffset now)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{group.Key}:{receiver.Name}/{index}");
        var entry = log.GetValueOrDefault(key);
        var told = entry?.Firing ?? [];
        Alert[] firing = [.. group.Alerts.Where(alert => !alert.IsResolved(now) && !suppressions.Of(alert).IsSuppressed)];
        Alert[] ended = [.. group.Alerts.Where(alert => alert.IsResolved(now) && told.Contains(alert.Fingerprint))];
        // A silence covers the end too; what only inhibits or mutes does not take back what was told.
        Alert[] toTell = [.. ended.Where(alert => !suppressions.Of(alert).IsSilenced)];
        var sendResolved = receiver.Integrations[index].SendResolved && toTell.Length > 0;
        var decision = GroupDecisions.Decide(
            entry, [.. firing.Select(Fingerprint)], [.. ended.Select(Fingerprint)], sendResolved, group.Route.RepeatInterval, now);
        if (decision == GroupDecision.Nothing)
        {
            return (null, null);
        }

        string[] open = [.. told.Except(ended.Select(Fingerprint))];
        if (decision == GroupDecision.Forget)
        {
            return (entry! with { Firing = open }, null);
        }

        var isFirst = told.Count == 0;
        var sequence = (entry?.Sequence ?? 0) + 1;
        var thread = isFirst ? Id($"{key}#{sequence}@{now.UtcTicks}") : entry!.Thread;
        var after = new NotificationEntry(
            key, now, [.. open.Union(firing.Select(Fingerprint)).Order(StringComparer.Ordinal)], thread, sequence);
        var notification = new Notification(
            Id($"{key}#{sequence}#{thread}"), key, receiver.Name, index, group.Labels, thread, sequence,
            decision == GroupDecision.Repeat, isFirst, now, firing, sendResolved ? toTell : []);
        return (after, notification);
    }

    private static string Fingerprint(Alert alert) => alert.Fingerprint;

    private static string Id(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}

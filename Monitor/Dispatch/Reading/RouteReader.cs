using System.Globalization;
using Monitor.Rules;
using Monitor.Rules.Reading;

namespace Monitor.Dispatch.Reading;

/// <summary>Reads the tree of routes, in Alertmanager's words.</summary>
internal static class RouteReader
{
    private const int MaxDepth = 10;

    private static readonly Route Defaults = new(
        "", "", [AlertRule.NameLabel, "service", "track", "instance"], [], false,
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), TimeSpan.FromHours(4), []);

    public static Route Read(SettingNode node, IReadOnlySet<string> receivers, SettingFaults faults) =>
        Read(node, Defaults, receivers, faults, new HashSet<string>(StringComparer.Ordinal), 0);

    private static Route Read(
        SettingNode node, Route parent, IReadOnlySet<string> receivers, SettingFaults faults, HashSet<string> ids, int depth)
    {
        var scope = new SettingScope(node, "a route", faults);
        var receiver = depth == 0 ? scope.RequiredText("receiver") : scope.Text("receiver", parent.Receiver);
        if (receiver.Length > 0 && !receivers.Contains(receiver))
        {
            faults.Add(scope.LineOf("receiver"), $"'receiver: {receiver}': there is no receiver of that name");
        }

        var matchers = scope.Matchers("matchers");
        if (depth == 0 && matchers.Count > 0)
        {
            faults.Add(scope.LineOf("matchers"), "the first route takes every alert: it has no matchers");
        }

        var route = new Route(
            IdOf($"{parent.Id}{(depth == 0 ? "" : "/")}{{{string.Join(",", matchers)}}}", ids),
            receiver,
            scope.Has("group_by") ? GroupBy(scope) : parent.GroupBy,
            matchers,
            scope.Flag("continue", false),
            scope.Duration("group_wait", parent.GroupWait),
            scope.Duration("group_interval", parent.GroupInterval, TimeSpan.FromSeconds(1)),
            scope.Duration("repeat_interval", parent.RepeatInterval, TimeSpan.FromSeconds(1)),
            []);
        var children = depth < MaxDepth ? scope.Items("routes") : [];
        scope.Close();
        return route with { Routes = [.. children.Select(child => Read(child, route, receivers, faults, ids, depth + 1))] };
    }

    /// <summary>
    /// The notification log knows groups by their route's id. It is made of the matchers, so that a route that is put before others
    /// changes none of theirs; only among those that are alike the later ones are counted.
    /// </summary>
    private static string IdOf(string path, HashSet<string> ids)
    {
        var id = path;
        for (var count = 2; !ids.Add(id); count++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{path}#{count}");
        }

        return id;
    }

    private static IReadOnlyList<string>? GroupBy(SettingScope scope)
    {
        var labels = scope.ListOfTexts("group_by");
        return labels.Contains("...") ? null : labels;
    }
}

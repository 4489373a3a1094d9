using Monitor.Rules;

namespace Monitor.Dispatch;

/// <summary>Where alerts go, as a tree; what a child does not say it has of its parent.</summary>
/// <param name="Id">Its own place in the tree, such as <c>{}/{severity="page"}</c>.</param>
/// <param name="GroupBy">Alerts with the same values of these labels are told of together; null is all labels.</param>
/// <param name="Continue">Whether the siblings after it are looked at too.</param>
/// <param name="GroupWait">From a group's first alert to telling of it.</param>
/// <param name="GroupInterval">Between two looks at a group whether there is something new.</param>
/// <param name="RepeatInterval">After which what still fires is told again.</param>
internal sealed record Route(
    string Id,
    string Receiver,
    IReadOnlyList<string>? GroupBy,
    IReadOnlyList<Matcher> Matchers,
    bool Continue,
    TimeSpan GroupWait,
    TimeSpan GroupInterval,
    TimeSpan RepeatInterval,
    IReadOnlyList<Route> Routes)
{
    /// <summary>The routes that take the alert: the deepest that match; several where one says <c>continue</c>.</summary>
    public IEnumerable<Route> Match(LabelSet labels)
    {
        if (!Matchers.All(matcher => matcher.Matches(labels)))
        {
            return [];
        }

        var taken = new List<Route>();
        foreach (var child in Routes)
        {
            var below = child.Match(labels).ToArray();
            taken.AddRange(below);
            if (below.Length > 0 && !child.Continue)
            {
                break;
            }
        }

        return taken.Count > 0 ? taken : [this];
    }

    public LabelSet GroupOf(LabelSet labels) => GroupBy is null ? labels : labels.Only(GroupBy);
}

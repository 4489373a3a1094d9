using System.Text.RegularExpressions;
using Monitor.Alerting;
using Monitor.Rules;
using Route = Monitor.Dispatch.Route;

namespace Monitor.Endpoints.Alertmanager;

/// <summary>What of the alerts is asked for, in the words of Alertmanager's API.</summary>
internal sealed class AlertFilter(bool active, bool silenced, bool inhibited, IReadOnlyList<Matcher> matchers, Regex? receiver)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(100);

    /// <summary>The filter, or why there is none.</summary>
    public static (AlertFilter? Filter, string Fault) Of(bool? active, bool? silenced, bool? inhibited, string[]? filters, string? receiver)
    {
        var (matchers, fault) = MatchersOf(filters);
        if (matchers is null)
        {
            return (null, fault);
        }

        Regex? pattern = null;
        try
        {
            pattern = receiver is { Length: > 0 } text ? new Regex($"^(?:{text})$", RegexOptions.NonBacktracking, Limit) : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return (null, $"failed to parse receiver param: {e.Message}");
        }

        return (new AlertFilter(active ?? true, silenced ?? true, inhibited ?? true, matchers, pattern), "");
    }

    public static (IReadOnlyList<Matcher>? Matchers, string Fault) MatchersOf(string[]? filters)
    {
        var matchers = new List<Matcher>();
        foreach (var text in filters ?? [])
        {
            var (matcher, fault) = MatcherParser.Parse(text);
            if (matcher is null)
            {
                return (null, $"bad matcher format: {fault}");
            }

            matchers.Add(matcher);
        }

        return (matchers, "");
    }

    public bool Takes(ViewedAlert viewed, Route root, DateTimeOffset now)
    {
        var suppression = viewed.Suppression;
        return !viewed.Alert.IsResolved(now)
            && matchers.All(matcher => matcher.Matches(viewed.Alert.Labels))
            && (active || suppression.IsSuppressed)
            && (silenced || !suppression.IsSilenced)
            && (inhibited || (suppression.InhibitedBy.Count == 0 && suppression.MutedBy is null))
            && (receiver is null || root.Match(viewed.Alert.Labels).Any(route => receiver.IsMatch(route.Receiver)));
    }
}

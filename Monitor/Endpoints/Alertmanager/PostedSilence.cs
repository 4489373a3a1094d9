using Monitor.Dispatch;
using Monitor.Rules;
using Monitor.Rules.Reading;

namespace Monitor.Endpoints.Alertmanager;

internal static class PostedSilence
{
    private const int MaxMatchers = 32;
    private const int MaxText = 2000;

    /// <summary>The silence, or everything that is wrong with it.</summary>
    /// <param name="id">Of a new one.</param>
    /// <param name="by">Who asks, where the silence does not say it.</param>
    public static (Silence? Silence, string Fault) Of(PostableSilence? posted, string id, string by, DateTimeOffset now)
    {
        var faults = new List<string>();
        var matchers = new List<Matcher>();
        foreach (var item in posted?.Matchers ?? [])
        {
            if (item?.Name is null || !SettingScope.IsLabelName(item.Name) || item.Value is not { Length: <= MaxText })
            {
                faults.Add($"'{item?.Name}' is no matcher");
                continue;
            }

            var (matcher, fault) = MatcherParser.Make(item.Name, item.Operator, item.Value);
            if (matcher is null)
            {
                faults.Add(fault);
            }
            else
            {
                matchers.Add(matcher);
            }
        }

        if (posted is null || (matchers.Count == 0 && faults.Count == 0) || matchers.Count > MaxMatchers)
        {
            faults.Add($"between 1 and {MaxMatchers} matchers are expected");
        }
        else if (faults.Count == 0 && matchers.All(matcher => matcher.Matches("")))
        {
            faults.Add("at least one matcher must not match the empty string: this would silence everything");
        }

        var start = posted?.StartsAt is { } given && given > now ? given : now;
        if (posted?.EndsAt is not { } end || end <= start)
        {
            faults.Add("endsAt must be in the future, and after startsAt");
            end = now;
        }

        if (posted?.Comment is not { Length: > 0 and <= MaxText })
        {
            faults.Add("a comment is expected");
        }

        var createdBy = posted?.CreatedBy is { Length: > 0 and <= 200 } name ? name : by;
        return faults.Count == 0
            ? (new Silence(id, matchers, start, end, now, createdBy, posted!.Comment!), "")
            : (null, string.Join("; ", faults));
    }
}

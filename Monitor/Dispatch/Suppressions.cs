namespace Monitor.Dispatch;

/// <summary>Finds out of which alerts nobody is told.</summary>
internal sealed class Suppressions(
    IReadOnlyList<Alert> alerts,
    IReadOnlyCollection<Silence> silences,
    IReadOnlyList<InhibitRule> inhibitRules,
    IReadOnlySet<string> rollingTracks,
    DateTimeOffset now)
{
    private readonly Alert[][] _sources =
    [
        .. inhibitRules.Select(rule => alerts
            .Where(alert => !alert.IsResolved(now) && rule.Source.All(matcher => matcher.Matches(alert.Labels))).ToArray()),
    ];

    private readonly Silence[] _active = [.. silences.Where(silence => silence.StateAt(now) == SilenceState.Active)];

    public Suppression Of(Alert alert)
    {
        string[] silencedBy = [.. _active.Where(silence => silence.Silences(alert.Labels, now)).Select(silence => silence.Id)];
        string[] inhibitedBy =
        [
            .. inhibitRules.SelectMany((rule, index) => _sources[index].Where(source => rule.Inhibits(source.Labels, alert.Labels)))
                .Select(source => source.Fingerprint).Distinct().Take(10),
        ];
        var track = TrackOf(alert);
        var mutedBy = alert.MuteDuringRollout && rollingTracks.Contains(track) ? track : null;
        return silencedBy.Length + inhibitedBy.Length == 0 && mutedBy is null
            ? Suppression.None
            : new Suppression(silencedBy, inhibitedBy, mutedBy);
    }

    public static string TrackOf(Alert alert) => $"{alert.Labels["service"]}/{alert.Labels["track"]}";
}

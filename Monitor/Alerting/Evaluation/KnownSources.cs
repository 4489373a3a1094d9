namespace Monitor.Alerting.Evaluation;

/// <summary>Of which sources all targets are known. Each for itself: one that cannot be asked says nothing of the others' targets.</summary>
internal sealed class KnownSources
{
    /// <summary>A target is listed before it is watched: whoever is missing for these seconds is not gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Dictionary<string, DateTimeOffset?> _since = new(StringComparer.Ordinal);
    private DateTimeOffset _now;

    /// <param name="sources">All there are.</param>
    public void Look(IEnumerable<(string Name, bool IsKnown)> sources, DateTimeOffset now)
    {
        _now = now;
        foreach (var (name, isKnown) in sources)
        {
            _since[name] = isKnown ? _since.GetValueOrDefault(name) ?? now : null;
        }
    }

    /// <summary>Whether it is. Of a source that is none any more, or null, it is once all are.</summary>
    public bool Contains(string? source) => source is not null && _since.TryGetValue(source, out var since)
        ? IsKnown(since)
        : _since.Values.All(IsKnown);

    private bool IsKnown(DateTimeOffset? since) => _now - since >= Patience;
}

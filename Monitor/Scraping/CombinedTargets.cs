namespace Monitor.Scraping;

/// <summary>What all finders have found; known once each has, and faulty while one is.</summary>
internal sealed class CombinedTargets(IEnumerable<ITargetFinder> finders) : ITargetSource
{
    private readonly ITargetFinder[] _finders = [.. finders];
    private volatile Combination _last = new([], TargetSnapshot.None);

    public TargetSnapshot Current
    {
        get
        {
            TargetSnapshot[] found = [.. _finders.Select(finder => finder.Current)];
            var last = _last;
            if (!found.SequenceEqual(last.Found, ReferenceEqualityComparer.Instance))
            {
                _last = last = new Combination(found, Combine(found));
            }

            return last.Combined;
        }
    }

    private static TargetSnapshot Combine(TargetSnapshot[] found) => new(
        [.. found.SelectMany(snapshot => snapshot.Targets).Distinct()],
        Array.Exists(found, snapshot => snapshot.FoundAt is null) ? null : found.Min(snapshot => snapshot.FoundAt),
        found.Select(snapshot => snapshot.Error).FirstOrDefault(error => error is not null));

    /// <summary>Asked for many times a second, and made anew only where a finder has found something.</summary>
    private sealed record Combination(TargetSnapshot[] Found, TargetSnapshot Combined);
}

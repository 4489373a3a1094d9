namespace Monitor.Scraping;

/// <summary>
/// Spreads the instances over the interval, so that they are not all scraped at the same moment, in beats of some milliseconds: what
/// falls into one begins together. A process that is woken for each scrape by itself spends more on waking than on scraping.
/// </summary>
internal sealed class ScrapeBeats
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);
    private readonly TaskCompletionSource[] _next;
    private long _last;

    public ScrapeBeats(TimeSpan interval)
    {
        _next = new TaskCompletionSource[(int)Math.Ceiling(interval / Longest)];
        for (var beat = 0; beat < _next.Length; beat++)
        {
            _next[beat] = new TaskCompletionSource();
        }

        Length = interval / _next.Length;
    }

    /// <summary>Of one beat; all of them together are the interval.</summary>
    public TimeSpan Length { get; }

    /// <summary>Waits for the target's next beat.</summary>
    public Task NextAsync(Target target, CancellationToken cancellationToken) =>
        Volatile.Read(ref _next[(uint)target.Address.GetHashCode() % (uint)_next.Length]).Task.WaitAsync(cancellationToken);

    /// <summary>
    /// Lets go on who waits for a beat that has come since the last time, one after the other and here; after a pause of more than an
    /// interval everybody once.
    /// </summary>
    /// <param name="elapsed">Since the beginning.</param>
    public void Advance(TimeSpan elapsed)
    {
        var now = elapsed.Ticks / Length.Ticks;
        for (var beat = Math.Max(_last + 1, now - _next.Length + 1); beat <= now; beat++)
        {
            Interlocked.Exchange(ref _next[beat % _next.Length], new TaskCompletionSource()).SetResult();
        }

        _last = now;
    }
}

namespace Aspire.Hosting.Running;

/// <summary>How long to wait before starting again: 1 s, 2 s, 4 s … 30 s, and from 1 s again after a good minute.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Good = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    public TimeSpan After(TimeSpan lived)
    {
        var delay = lived >= Good ? First : _next;
        _next = delay * 2 < Longest ? delay * 2 : Longest;
        return delay;
    }
}

namespace Monitor.Alerting.Outgoing;

/// <summary>How long to wait after a failed attempt: 2 s, 4 s, 8 s … 2 min.</summary>
internal static class Backoff
{
    public static readonly TimeSpan Max = TimeSpan.FromMinutes(2);

    public static TimeSpan After(int attempts)
    {
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Clamp(attempts, 1, 20)));
        return wait < Max ? wait : Max;
    }
}

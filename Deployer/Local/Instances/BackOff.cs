namespace Deployer.Local.Instances;

/// <summary>
/// How long a process that has ended waits for its restart: not at all the first time, then <paramref name="First"/>,
/// doubling up
/// to <paramref name="Longest"/>; anew after it has run for twice the longest wait. (kubelet, container restart
/// back-off)
/// </summary>
/// <param name="Failures">How often it has ended since it last ran for long.</param>
internal sealed record BackOff(TimeSpan First, TimeSpan Longest, int Failures = 0)
{
    /// <summary>The wait after the last failure.</summary>
    public TimeSpan Delay
    {
        get
        {
            if (Failures <= 1)
            {
                return TimeSpan.Zero;
            }

            var doubled = First * Math.Pow(2, Math.Min(Failures - 2, 30));
            return doubled < Longest ? doubled : Longest;
        }
    }

    public BackOff Failed(TimeSpan ranFor) => this with { Failures = ranFor >= Longest * 2 ? 1 : Failures + 1 };
}

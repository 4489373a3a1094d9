using System.Globalization;

namespace Deployer.Local.Push;

/// <summary>A rollout as the Deployer's API tells of it, as far as a follower needs it.</summary>
internal sealed record RolloutState(string Phase, RolloutCounts Progress, double Seconds, string Message)
{
    public bool Succeeded => Phase == "Succeeded";

    public bool Ended => Phase is "Succeeded" or "RolledBack" or "Failed" or "Superseded";

    /// <summary>For a person to read.</summary>
    public string Line => Ended
        ? string.Create(CultureInfo.InvariantCulture, $"{Phase} after {Seconds:0.0} s: {Message}")
        : $"{Phase}: {Progress.Available} of {Progress.Wanted} available, {Progress.Outdated} outdated: {Message}";
}

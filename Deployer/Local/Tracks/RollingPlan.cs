using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

/// <summary>
/// The next step of a rolling replacement with at most one instance more than wanted, and never fewer ready ones than
/// wanted by our doing. (Kubernetes, Deployment: RollingUpdate, maxSurge 1, maxUnavailable 0)
/// </summary>
/// <param name="Start">How many instances of the template's release to start.</param>
/// <param name="Stop">The names of those to stop.</param>
internal sealed record RollingPlan(int Start, IReadOnlyList<string> Stop)
{
    private const int MaxSurge = 1;

    /// <param name="instances">The oldest first.</param>
    /// <param name="template">What new instances run; null when there are to be none.</param>
    public static RollingPlan Next(IReadOnlyList<PlannedInstance> instances, Release? template, int replicas)
    {
        var alive = instances.Where(instance => !instance.Terminating).ToList();
        if (template is null)
        {
            return new RollingPlan(0, [.. alive.Select(instance => instance.Name)]);
        }

        // A release that was replaced before it ever served has nothing to lose.
        var stop = alive.Where(instance => instance.Release != template && !instance.Served).ToList();
        alive = [.. alive.Except(stop)];

        stop.AddRange(Surplus(alive, template, replicas));
        stop.AddRange(Outdated([.. alive.Except(stop)], template, replicas));
        alive = [.. alive.Except(stop)];

        var updated = alive.Count(instance => instance.Release == template);
        var room = updated == alive.Count ? replicas - updated : replicas + MaxSurge - alive.Count;
        return new RollingPlan(
            Math.Max(0, Math.Min(replicas - updated, room)), [.. stop.Select(instance => instance.Name)]);
    }

    // More new ones than wanted: those that are not ready go first, then the youngest.
    private static IEnumerable<PlannedInstance> Surplus(List<PlannedInstance> alive, Release template, int replicas)
    {
        var updated = alive.Where(instance => instance.Release == template).ToList();
        return updated.AsEnumerable().Reverse().OrderBy(instance => instance.Ready)
            .Take(Math.Max(0, updated.Count - replicas));
    }

    // Those that are not ready make way first, though each may become ready again: they go only as new ones take their
    // place.
    private static IEnumerable<PlannedInstance> Outdated(List<PlannedInstance> alive, Release template, int replicas)
    {
        var outdated = alive.Where(instance => instance.Release != template).ToList();
        var unavailable = alive.Count(instance => instance.Release == template && !instance.Ready);
        var broken = outdated.Where(instance => !instance.Ready)
            .Take(Math.Max(0, alive.Count - replicas - unavailable)).ToList();
        var spare = Math.Max(0, alive.Count(instance => instance.Ready) - replicas);
        return broken.Concat(outdated.Where(instance => instance.Ready).Take(spare));
    }
}

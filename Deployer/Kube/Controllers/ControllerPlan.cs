namespace Deployer.Kube.Controllers;

/// <summary>
/// Replaces the pods of a track one by one: one more of the new, wait until it is ready, one less of the old. Never fewer
/// ready pods than wanted, never more than one pod too many. The algorithm of <c>kubectl rolling-update</c> (gone since
/// 1.18), as a function of what is seen, so that whoever comes after a crash takes the next step.
/// </summary>
internal static class ControllerPlan
{
    private const int Surge = 1;

    /// <param name="wanted">How many pods the track should have in the end.</param>
    /// <param name="target">The one that keeps the new release's pods.</param>
    /// <param name="others">Those of earlier releases, the oldest first.</param>
    /// <returns>Null when there is nothing to do, or nothing before something is seen to happen.</returns>
    public static ControllerStep? Next(int wanted, ControllerState target, IReadOnlyList<ControllerState> others)
    {
        if (target.Replicas > wanted)
        {
            return new ControllerStep.Scale(target.Name, wanted);
        }

        // Of what is being taken away it is not known whether it still counts as ready.
        if (!target.Settled || others.Any(other => !other.Settled))
        {
            return null;
        }

        // Pods that may go, were all of the new ones that are not ready yet never to become so. Those that serve nobody go first.
        var told = target.Replicas + others.Sum(other => other.Replicas);
        var spare = told - wanted - (target.Replicas - target.Ready);
        if (spare > 0 && others.FirstOrDefault(other => other.Replicas > other.Ready) is { } idle)
        {
            return new ControllerStep.Scale(idle.Name, Math.Max(idle.Ready, idle.Replicas - spare));
        }

        var ready = target.Ready + others.Sum(other => other.Ready);
        if (ready > wanted && others.FirstOrDefault(other => other.Replicas > 0) is { } serving)
        {
            return new ControllerStep.Scale(serving.Name, serving.Replicas - 1);
        }

        if (target.Replicas < wanted && told < wanted + Surge)
        {
            return new ControllerStep.Scale(target.Name, target.Replicas + 1);
        }

        return target.Ready >= wanted && others.FirstOrDefault(other => other is { Replicas: 0 }) is { } empty
            ? new ControllerStep.Delete(empty.Name)
            : null;
    }
}

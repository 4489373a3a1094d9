using System.Globalization;

namespace AppHost.Release;

/// <summary>What the Deployer needs to run a service's tracks as processes of this machine.</summary>
internal sealed class LocalConfiguration(ReleaseResource release, string stateFolder, Guid session)
{
    public async Task WriteAsync(EnvironmentCallbackContext context)
    {
        var service = release.Service.Resource;
        var environment = context.EnvironmentVariables;
        environment["Local__StateFolder"] = stateFolder;
        environment["Local__Session"] = session.ToString();
        environment[$"Local__Services__{service.Name}__Project"] =
            service.Annotations.OfType<IProjectMetadata>().Last().ProjectPath;
        environment[$"Local__Services__{service.Name}__Address"] = release.Service.GetEndpoint("http");
        foreach (var (name, value) in await ServiceEnvironment.OfAsync(service, context))
        {
            environment[$"Local__Services__{service.Name}__Environment__{name}"] = value;
        }

        // Flags of this machine alone, and what Redis had last for a start without it; all instances share both.
        environment[$"Local__Services__{service.Name}__Environment__Flags__File"] = Path.Combine(stateFolder, "features.json");
        environment[$"Local__Services__{service.Name}__Environment__Flags__Cache"] = Path.Combine(stateFolder, "flags-cache.json");
        foreach (var (name, track) in release.Options.Tracks)
        {
            WriteTrack(environment, $"Local__Services__{service.Name}__Tracks__{name}", track);
        }
    }

    private static void WriteTrack(Dictionary<string, object> environment, string path, TrackOptions track)
    {
        environment[$"{path}__Replicas"] = Text(track.Replicas);
        if (track is StableTrackOptions stable)
        {
            environment[$"{path}__MinReplicas"] = Text(stable.MinReplicas);
            environment[$"{path}__MaxReplicas"] = Text(stable.MaxReplicas);
            environment[$"{path}__TargetCpuPercent"] = Text(stable.TargetCpuPercent);
        }

        foreach (var (name, probe) in LocalProbes.Of(track))
        {
            environment[$"{path}__{name}__Path"] = probe.Path;
            environment[$"{path}__{name}__InitialDelay"] = probe.InitialDelay.ToString("c");
            environment[$"{path}__{name}__Period"] = probe.Period.ToString("c");
            environment[$"{path}__{name}__Timeout"] = probe.Timeout.ToString("c");
            environment[$"{path}__{name}__SuccessThreshold"] = Text(probe.SuccessThreshold);
            environment[$"{path}__{name}__FailureThreshold"] = Text(probe.FailureThreshold);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace AppHost.Release;

/// <summary>What the Deployer knows of a release wherever it runs: which pushed tag belongs to which track.</summary>
internal static class TrackConfiguration
{
    public static void Write(Dictionary<string, object> environment, string service, ReleaseOptions options)
    {
        environment[$"Releases__{service}__Repository"] = service;
        foreach (var (name, track) in options.Tracks)
        {
            environment[$"Releases__{service}__Tracks__{name}__Tag"] = track.Tag;
            environment[$"Releases__{service}__Tracks__{name}__Branch"] = track.Branch;
            foreach (var (index, step) in (track as CanaryTrackOptions)?.Steps.Index() ?? [])
            {
                environment[$"Releases__{service}__Tracks__{name}__Steps__{index}"] = step.ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}

using AppHost.Generation.Expressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>Who rolls what: a service whose configuration names a release is its Deployer.</summary>
internal static class Releases
{
    public static DeclaredRelease? Of(Manifest manifest, DeclaredService service) => manifest.Resources.OfType<DeclaredRelease>()
        .FirstOrDefault(release => string.Equals(release.Service, service.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The releases that the service rolls.</summary>
    public static IReadOnlyList<DeclaredRelease> By(Manifest manifest, DeclaredService service) =>
    [
        .. manifest.Resources.OfType<DeclaredRelease>().Where(release => service.Environment.Any(variable =>
            variable.Key.StartsWith(Prefix(release), StringComparison.OrdinalIgnoreCase))),
    ];

    /// <summary>
    /// The Deployer's configuration for a release, as far as only the deployment knows it: what its image is called, and what
    /// is not called as the Deployer takes for granted.
    /// </summary>
    public static IEnumerable<(string Name, string Value)> Configuration(
        Manifest manifest, DeclaredRelease release, GenerationOptions options)
    {
        if (manifest.Find(release.Service) is not DeclaredService service)
        {
            yield break;
        }

        if (options.Images.RepositoryOf(service) is { } repository)
        {
            yield return ($"{Prefix(release)}Repository", repository);
        }

        var name = KubeNames.Of(service.Name);
        foreach (var track in release.Tracks)
        {
            var prefix = $"Kube__Services__{release.Service}__Tracks__{track.Name}__";
            if (track.Scale is null && track.Replicas != 1)
            {
                yield return ($"{prefix}Replicas", track.Replicas.ToText());
            }

            if (name != release.Service)
            {
                yield return ($"{prefix}Name", $"{name}-{track.Name}");
                yield return ($"{prefix}Container", name);
            }
        }
    }

    private static string Prefix(DeclaredRelease release) => $"Releases__{release.Service}__";
}

using System.Collections.Immutable;

namespace AppHost.Generation.Planning;

/// <summary>
/// The Deployer's permissions for the services that are released, from what <c>Deployer/Kube/rbac.yaml</c> allows for a
/// service <c>api</c>: there, and only there, it stands what the Deployer needs.
/// </summary>
internal static class DeployerPermissions
{
    private const string Example = "api";

    /// <param name="released">Service and track of everything that is released.</param>
    public static ImmutableArray<Permission> For(
        ImmutableArray<Permission> example, IReadOnlyList<(string Service, string Track)> released) =>
    [
        .. example.Select(rule => rule with
        {
            ResourceNames = [.. rule.ResourceNames.SelectMany(name => Names(name, released)).Distinct()],
        }),
    ];

    private static IEnumerable<string> Names(string name, IReadOnlyList<(string Service, string Track)> released)
    {
        var tracks = released.Select(track => track.Track).Distinct()
            .Where(track => name.Contains($"{Example}-{track}", StringComparison.Ordinal)).ToList();
        if (tracks.Count > 0)
        {
            return released.Where(track => tracks.Contains(track.Track))
                .Select(track => name.Replace($"{Example}-{track.Track}", $"{track.Service}-{track.Track}", StringComparison.Ordinal));
        }

        return name == Example ? released.Select(track => track.Service).Distinct() : [name];
    }
}

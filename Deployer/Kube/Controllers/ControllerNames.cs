using System.Text.RegularExpressions;
using Deployer.Images;

namespace Deployer.Kube.Controllers;

/// <summary>
/// Names of the ReplicationControllers of a track: the one that was there first, and one for each digest. A name follows
/// from the digest, so that whoever goes on with a rollout finds what was begun.
/// </summary>
internal static partial class ControllerNames
{
    public static string Of(string origin, Digest digest) => $"{origin}-{digest.Short}";

    /// <summary>The name that stands before a digest; null where there is none.</summary>
    public static string? BaseOf(string name) => Pattern().Match(name) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Whether a controller of that name is the track's.</summary>
    public static bool Belongs(string name, string origin) => name == origin || BaseOf(name) == origin;

    [GeneratedRegex(@"^(.+)-[0-9a-f]{12}\z")]
    private static partial Regex Pattern();
}

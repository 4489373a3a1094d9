using System.Security.Cryptography;
using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

internal static class InstanceNames
{
    private const int HexLength = 6;

    /// <summary>Such as <c>api-canary-3f9a1c</c>; never one that is in use.</summary>
    public static string Next(TrackKey track, IReadOnlyCollection<string> used)
    {
        while (true)
        {
            var name = $"{track.Service}-{track.Track}-{RandomNumberGenerator.GetHexString(HexLength, lowercase: true)}";
            if (!used.Contains(name))
            {
                return name;
            }
        }
    }
}

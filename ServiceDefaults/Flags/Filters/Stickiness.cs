using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServiceDefaults.Flags.Filters;

/// <summary>
/// Puts every user at a place between 0 and 100 that depends on nothing but the user and the seed. It is the same place
/// that Microsoft.FeatureManagement's targeting gives (the first 32 bits, little endian, of the SHA-256 of both).
/// </summary>
internal static class Stickiness
{
    /// <summary>0 to 100.</summary>
    public static double PlaceOf(string user, string seed)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{user}\n{seed}"), hash);
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue * 100;
    }

    /// <param name="percentage">0 is nobody, 100 everybody.</param>
    public static bool Includes(double percentage, string user, string seed) =>
        percentage >= 100 || PlaceOf(user, seed) < percentage;
}

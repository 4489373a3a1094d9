using System.Buffers;

namespace Deployer.Images;

internal static class HexExtensions
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdefABCDEF");

    extension(ReadOnlySpan<char> text)
    {
        public bool ContainsOnlyHex() => !text.ContainsAnyExcept(Hex);
    }
}

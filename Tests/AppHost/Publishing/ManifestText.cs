using Aspire.Hosting;
using Aspire.Hosting.Publishing;

namespace Tests.Hosting.Publishing;

internal static class ManifestText
{
    /// <summary>The manifest as it would be written into <paramref name="folder"/>.</summary>
    public static async Task<byte[]> OfAsync(IDistributedApplicationBuilder builder, string folder)
    {
        using var stream = new MemoryStream();
        await ManifestPublisher.WriteAsync(builder, Path.Combine(folder, "aspire-manifest.json"), stream, default);
        return stream.ToArray();
    }
}

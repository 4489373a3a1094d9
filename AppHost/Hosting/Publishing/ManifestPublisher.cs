using System.Text.Json;

namespace Aspire.Hosting.Publishing;

internal static class ManifestPublisher
{
    public static async Task<int> PublishAsync(IDistributedApplicationBuilder builder, CancellationToken cancellationToken)
    {
        if (builder.Configuration["output-path"] is not { } given)
        {
            await Console.Error.WriteLineAsync("The manifest needs a place: give --output-path <file or folder>.");
            return 1;
        }

        var path = Path.GetFullPath(given.EndsWith(".json", StringComparison.Ordinal)
            ? given
            : Path.Combine(given, "aspire-manifest.json"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await using (var stream = File.Create(path))
        {
            await WriteAsync(builder, path, stream, cancellationToken);
        }

        Console.WriteLine($"Wrote {path}");
        return 0;
    }

    /// <summary>Paths in the manifest are relative to the folder of <paramref name="path"/>.</summary>
    public static async Task WriteAsync(
        IDistributedApplicationBuilder builder, string path, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        var context = new ManifestPublishingContext(builder.ExecutionContext, path, writer, cancellationToken);
        await new ManifestWriter(context).WriteAsync(builder.Resources);
    }
}

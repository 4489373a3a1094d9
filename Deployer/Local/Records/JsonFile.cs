using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Deployer.Control;

namespace Deployer.Local.Records;

/// <summary>One value in one file. Not for several writers at once.</summary>
/// <param name="isWhole">Whether a value that was read has all that it must have.</param>
internal sealed class JsonFile<T>(
    string path, JsonTypeInfo<T> type, Predicate<T> isWhole, TimeProvider time, ILogger logger)
    where T : class
{
    public string Path => path;

    /// <summary>
    /// The value; null when there is none. A file that holds none is put aside and reported once: what it said is lost,
    /// and stopping here each time would not bring it back.
    /// </summary>
    /// <exception cref="ClusterUnavailableException">The file could not be read.</exception>
    public async Task<T?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await DurableFile.ReadAsync(path, cancellationToken) is not { } content)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(content, type) is { } value && isWhole(value)
                ? value
                : throw new JsonException("parts of it are missing");
        }
        catch (Exception exception) when (exception is JsonException or FormatException or NotSupportedException)
        {
            PutAside(exception);
            return null;
        }
    }

    /// <summary>Returns once the value is durable.</summary>
    /// <exception cref="ClusterUnavailableException">It could not be written.</exception>
    public Task WriteAsync(T value, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, type), cancellationToken);

    private void PutAside(Exception fault)
    {
        var aside = $"{path}.corrupt-{time.GetUtcNow():yyyyMMddTHHmmssfff}";
        try
        {
            File.Move(path, aside, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ClusterUnavailableException($"{path} is corrupt and cannot be moved: {exception.Message}", exception);
        }

        Log.RecordCorrupt(logger, path, aside, fault.Message);
    }
}

using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Flags.Storage;

namespace ServiceDefaults.Flags.Following;

/// <summary>Keeps on disk what Redis had last, for a start without Redis. Faults are told and cost nothing else.</summary>
internal sealed class FlagCache(IOptions<FlagOptions> options, ILogger<FlagCache> logger)
{
    private readonly string _path = options.Value.Cache is { Length: > 0 } path ? Path.GetFullPath(path) : "";

    /// <summary>Null where nothing is kept.</summary>
    public async Task<StoredFlags?> ReadAsync()
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        try
        {
            await using var file = File.OpenRead(_path);
            var kept = await JsonSerializer.DeserializeAsync(file, FlagCacheJson.Default.KeptFlags)
                ?? throw new JsonException("it is null");
            var table = new FlagTable(
                kept.Version, kept.Documents.ToDictionary(StringComparer.OrdinalIgnoreCase));
            return await StoredFlagsReader.ReadAsync(table, StoredFlags.None);
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            Log.CacheNotRead(logger, _path, exception.Message);
            return null;
        }
    }

    /// <summary>Puts the file in the place of the one before at once: who reads sees the one or the other.</summary>
    public async Task WriteAsync(StoredFlags flags)
    {
        if (_path.Length == 0)
        {
            return;
        }

        // Several instances of a machine may share the file.
        var written = $"{_path}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            await using (var file = File.Create(written))
            {
                await JsonSerializer.SerializeAsync(
                    file,
                    new KeptFlags(
                        flags.Version?.ToString(), flags.Flags.ToDictionary(flag => flag.Key, flag => flag.Value.Document)),
                    FlagCacheJson.Default.KeptFlags);
            }

            File.Move(written, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Log.CacheNotWritten(logger, _path, exception.Message);
        }
    }
}

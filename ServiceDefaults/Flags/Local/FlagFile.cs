using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace ServiceDefaults.Flags.Local;

/// <summary>
/// A JSON file of configuration that may come, change and go at any time. While it cannot be read, is not JSON (it is being written) or
/// defines a flag by what is no definition, the last good content holds; the framework's own source would forget every flag then, and
/// what a filter cannot take would be met by every evaluation.
/// </summary>
internal sealed class FlagFile(string path) : ConfigurationProvider, IConfigurationSource
{
    private string? _content = "";

    public string Path => path;

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>The fault is not lost: the watcher meets it again and logs it.</summary>
    public override void Load() => Refresh();

    /// <summary>The fault of the content as it is now; null when there is none.</summary>
    public Exception? Refresh()
    {
        try
        {
            var content = File.Exists(path) ? File.ReadAllText(path) : null;
            if (content != _content)
            {
                Data = Parse(content);
                _content = content;
                OnReload();
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            return e;
        }
    }

    private static Dictionary<string, string?> Parse(string? content)
    {
        if (content is null)
        {
            return [];
        }

        if (LocalFlagRules.Check(content) is { Count: > 0 } faults)
        {
            throw new FormatException(string.Join(", ", faults));
        }

        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        return new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable()
            .Where(pair => pair.Value is not null)
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

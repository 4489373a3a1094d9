using System.Text.Json;

namespace Aspire.Hosting.Running;

/// <summary>Generated secrets of this machine, in a file that only its owner reads.</summary>
internal sealed class SecretsFile(string folder)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _path = Path.Combine(folder, "secrets.json");

    public string GetOrAdd(string key, Func<string> make)
    {
        var secrets = Read();
        if (!secrets.TryGetValue(key, out var value))
        {
            value = secrets[key] = make();
            Write(secrets);
        }

        return value;
    }

    private SortedDictionary<string, string> Read()
    {
        try
        {
            return File.Exists(_path)
                ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_path)) ?? []
                : [];
        }
        catch (JsonException fault)
        {
            throw new DistributedApplicationException($"{_path} is not valid JSON: mend it, or delete it.", fault);
        }
    }

    private void Write(SortedDictionary<string, string> secrets)
    {
        Directory.CreateDirectory(folder);
        var written = $"{_path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(written, options))
        {
            JsonSerializer.Serialize(stream, secrets, Indented);
        }

        File.Move(written, _path, overwrite: true);
    }
}

using Tests.Hosting;

namespace Tests.Generation;

/// <summary>
/// A folder for each: <c>aspire-manifest.json</c>, the command's <c>arguments</c> a line each, and what must come of them:
/// <c>expected/</c>, or <c>faults</c> when nothing may.
/// </summary>
internal static class GoldenCases
{
    /// <summary>Set to 1, the tests write what they find in place of comparing it: for a person, who then reads the difference.</summary>
    public static bool AreRewritten => Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_GOLDEN") == "1";

    public static string Folder { get; } = Path.Combine(Repository.Root, "Tests", "Golden", "Generation");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>The files below a folder, by their paths in it.</summary>
    public static SortedDictionary<string, string> Read(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [])
        {
            files[Path.GetRelativePath(folder, file).Replace('\\', '/')] = File.ReadAllText(file);
        }

        return files;
    }

    public static void Write(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }
}

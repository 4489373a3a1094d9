using System.Text.RegularExpressions;
using AppHost.Generation.Output;
using Tests.Hosting;

namespace Tests.Generation;

/// <summary>
/// A folder for each: <c>aspire-manifest.json</c>, the command's <c>arguments</c> a line each, and what must come of them:
/// <c>expected/</c>, or <c>faults</c> when nothing may.
/// </summary>
internal static partial class GoldenCases
{
    /// <summary>Set to 1, the tests write what they find in place of comparing it: for a person, who then reads the difference.</summary>
    public static bool AreRewritten => Environment.GetEnvironmentVariable("SLIPWAY_UPDATE_GOLDEN") == "1";

    public static string Folder { get; } = Path.Combine(Repository.Root, "Tests", "Golden", "Generation");

    public static TheoryData<string> Names => [.. Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    /// <summary>
    /// Without the hashes of all the rest, and without the Deployer's rules: they stand in its own file, and a test of their own
    /// holds the two together.
    /// </summary>
    public static SortedDictionary<string, string> Golden(string folder)
    {
        var files = Read(folder);
        files.Remove(OwnershipRecord.FileName);
        foreach (var (path, text) in files.ToList())
        {
            files[path] = RulesPattern().Replace(text, "$1  …\n");
        }

        return files;
    }

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

    [GeneratedRegex(@"(\nkind: Role\n(?:.*\n)*?rules:\n)(?:  .*\n)+")]
    private static partial Regex RulesPattern();
}

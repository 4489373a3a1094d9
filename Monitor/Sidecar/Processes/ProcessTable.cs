using System.Globalization;

namespace Monitor.Sidecar.Processes;

/// <summary>The processes of this namespace, by <c>/proc</c>.</summary>
internal static class ProcessTable
{
    private const string Root = "/proc";

    public static string OwnCgroup => ProcessFiles.Read($"{Root}/self/cgroup");

    public static IReadOnlyList<ProcessEntry> List()
    {
        var entries = new List<ProcessEntry>();
        foreach (var folder in Directory.EnumerateDirectories(Root))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Find(id) is { } entry)
            {
                entries.Add(entry);
            }
        }

        return entries;
    }

    /// <summary>Null when it is gone.</summary>
    public static ProcessEntry? Find(int id)
    {
        try
        {
            return new ProcessEntry(
                id,
                ProcessFiles.Read($"{Root}/{id}/comm").TrimEnd('\n'),
                ProcessFiles.Read($"{Root}/{id}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries),
                ProcessFiles.Read($"{Root}/{id}/cgroup"));
        }
        catch (IOException)
        {
            // It ended while it was looked at.
            return null;
        }
    }
}

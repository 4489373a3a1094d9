using System.Text;

namespace Deployer.Local.Instances;

/// <summary>An instance's standard output, in a file that the instance itself appends to.</summary>
internal sealed class InstanceLog(string path)
{
    /// <summary>A log that has grown beyond this becomes the old log at the next start.</summary>
    public const long MaxBytes = 1024 * 1024;

    private const int TailBytes = 8192;
    private const int TailLines = 5;

    public string Path => path;

    /// <summary>Makes room before a start.</summary>
    public void Rotate()
    {
        var file = new FileInfo(path);
        if (file.Exists && file.Length > MaxBytes)
        {
            file.MoveTo(path + ".old", overwrite: true);
        }
    }

    /// <summary>The last lines that may tell what went wrong, on one line; null when there are none.</summary>
    public string? Tail()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(file.Length, TailBytes), SeekOrigin.End);
            using var reader = new StreamReader(file, Encoding.UTF8);
            var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var telling = lines.Where(MayTell).TakeLast(TailLines).ToArray();
            return telling.Length == 0 ? null : string.Join(" | ", telling);
        }
        catch (IOException)
        {
            return null;
        }
    }

    // The frames of a stack push out the message above them; and what went well explains no failure.
    private static bool MayTell(string line) =>
        !line.StartsWith("at ", StringComparison.Ordinal) && !line.StartsWith("info ", StringComparison.Ordinal);

    /// <summary>Deletes the logs of instances that are gone, but for the newest.</summary>
    public static void Prune(string folder, IReadOnlySet<string> running, int keep)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var gone = new DirectoryInfo(folder).EnumerateFiles("*.log*")
            .Where(file => !running.Contains(file.Name.Split('.')[0]))
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Skip(keep);
        foreach (var file in gone)
        {
            file.Delete();
        }
    }
}

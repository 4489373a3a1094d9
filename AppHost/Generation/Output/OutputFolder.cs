using AppHost.Generation.Model;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Output;

/// <summary>Brings a folder to what was generated. It touches only files that the generator wrote.</summary>
internal sealed class OutputFolder(string folder)
{
    /// <summary>What would have to be done.</summary>
    /// <param name="findings">Gets a fault for each file that is somebody else's, or that somebody changed.</param>
    /// <param name="overwrite">Whether such files may be written over.</param>
    public IReadOnlyList<OutputChange> Compare(IReadOnlyList<OutputFile> files, bool overwrite, Findings findings)
    {
        var record = OwnershipRecord.Read(folder);
        var changes = new List<OutputChange>();
        foreach (var file in files)
        {
            var present = Read(file.Path);
            if (present == file.Text)
            {
                continue;
            }

            if (present is not null && !overwrite && !IsAsWritten(file.Path, present, record))
            {
                findings.Fault(file.Path, record.Hashes.ContainsKey(file.Path)
                    ? "was changed by hand: put the change into an overlay, or write over it with --force"
                    : "was not written by generate: take it away, or write over it with --force");
            }

            changes.Add(new OutputChange(present is null ? ChangeKind.Added : ChangeKind.Changed, file.Path));
        }

        foreach (var path in record.Hashes.Keys.Except(files.Select(file => file.Path)).Order(StringComparer.Ordinal))
        {
            if (Read(path) is { } present)
            {
                changes.Add(new OutputChange(IsAsWritten(path, present, record) ? ChangeKind.Removed : ChangeKind.Kept, path));
            }
        }

        return changes;
    }

    public void Write(IReadOnlyList<OutputFile> files, IReadOnlyList<OutputChange> changes)
    {
        Directory.CreateDirectory(folder);
        var texts = files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);
        foreach (var change in changes.Where(change => change.Kind is ChangeKind.Added or ChangeKind.Changed))
        {
            var path = PathOf(change.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, texts[change.Path]);
        }

        foreach (var change in changes.Where(change => change.Kind == ChangeKind.Removed))
        {
            File.Delete(PathOf(change.Path));
            RemoveEmptyFolders(Path.GetDirectoryName(PathOf(change.Path))!);
        }

        var record = new OwnershipRecord(texts.ToDictionary(pair => pair.Key, pair => OwnershipRecord.HashOf(pair.Value)));
        var recorded = record.Text();
        if (Read(OwnershipRecord.FileName) != recorded)
        {
            File.WriteAllText(PathOf(OwnershipRecord.FileName), recorded);
        }
    }

    /// <summary>Writes a file that is somebody else's from then on; not where there is one.</summary>
    public bool Begin(string path, string text)
    {
        if (File.Exists(PathOf(path)))
        {
            return false;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
        return true;
    }

    private void RemoveEmptyFolders(string start)
    {
        var empty = start;
        while (empty.Length > folder.Length && !Directory.EnumerateFileSystemEntries(empty).Any())
        {
            Directory.Delete(empty);
            empty = Path.GetDirectoryName(empty)!;
        }
    }

    private static bool IsAsWritten(string path, string present, OwnershipRecord record) =>
        record.Hashes.TryGetValue(path, out var hash) && hash == OwnershipRecord.HashOf(present);

    private string? Read(string path) => File.Exists(PathOf(path)) ? File.ReadAllText(PathOf(path)) : null;

    private string PathOf(string path) => Path.Combine(folder, path);
}

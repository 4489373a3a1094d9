namespace Aspire.Hosting.Running;

/// <summary>One run at a time in a folder: two would write the same data. Goes away with the process, however it ends.</summary>
internal static class StateLock
{
    /// <returns>What holds the folder until it is disposed; null, and a line among the faults, if another run does.</returns>
    public static IDisposable? Take(string folder, List<string> faults)
    {
        Directory.CreateDirectory(folder);
        try
        {
            return new FileStream(
                Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            faults.Add($"Another run uses {folder}: stop it, or give this one a folder of its own: --StateFolder=<folder>");
            return null;
        }
    }
}

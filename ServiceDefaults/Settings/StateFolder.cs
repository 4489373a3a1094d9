namespace ServiceDefaults.Settings;

/// <summary>Where processes on a developer's machine keep what outlives them; git ignores it.</summary>
public static class StateFolder
{
    private const string Name = ".slipway";

    /// <summary>The nearest one, from the working folder upwards; the working folder's own where there is none.</summary>
    public static string Nearest()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, Name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return Path.GetFullPath(Name);
    }
}

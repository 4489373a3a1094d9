namespace ServiceDefaults.Access;

/// <summary>
/// The token that a process made for its developer, where only that one can read it. Processes beside it share it.
/// </summary>
internal sealed class DeveloperTokenFile(string stateFolder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public string Path { get; } = System.IO.Path.Combine(stateFolder, "developer.token");

    /// <exception cref="IOException">It can be neither read nor written.</exception>
    public string GetOrCreate()
    {
        try
        {
            return Read() ?? Create();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new IOException($"{Path}, for the developer's token, cannot be used: {exception.Message}", exception);
        }
    }

    private string? Read()
    {
        // What others could read is no secret any more.
        if (!File.Exists(Path) || (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & ~OwnerOnly) != 0))
        {
            return null;
        }

        var token = File.ReadAllText(Path).Trim();
        return token.Length >= Tokens.MinLength && Tokens.IsWellFormed(token) ? token : null;
    }

    /// <summary>
    /// Written aside and moved: a process that starts at the same moment reads either nothing or all of it.
    /// </summary>
    private string Create()
    {
        Directory.CreateDirectory(stateFolder);
        var token = Tokens.Create();
        var written = $"{Path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        File.Delete(written);
        using (var writer = new StreamWriter(written, options))
        {
            writer.WriteLine(token);
        }

        File.Move(written, Path, overwrite: true);
        return token;
    }
}

namespace Tests.Tools;

/// <summary>Finds the commands that tests start.</summary>
internal static class Tool
{
    /// <summary>Set to 1 where no test may be skipped, as in CI.</summary>
    private const string Require = "SLIPWAY_REQUIRE_TOOLS";

    public static bool AreRequired => Environment.GetEnvironmentVariable(Require) == "1";

    /// <summary>The command's full path; null when it is not installed.</summary>
    public static string? Find(string command) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, command))
        .FirstOrDefault(File.Exists);

    /// <summary>Why a test that needs all of these is skipped; null where it is not.</summary>
    public static string? WhyNot(params string[] commands)
    {
        string[] missing = [.. commands.Where(command => Find(command) is null)];
        return missing.Length == 0 || AreRequired
            ? null
            : $"needs {string.Join(", ", missing)}: .ci/install-tools installs it on Debian 12";
    }

    /// <exception cref="InvalidOperationException">The command is not installed.</exception>
    public static string Get(string command) => Find(command)
        ?? throw new InvalidOperationException($"{command} is not installed: .ci/install-tools installs it on Debian 12");
}

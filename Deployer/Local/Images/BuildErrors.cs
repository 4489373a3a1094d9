using System.Text.RegularExpressions;

namespace Deployer.Local.Images;

/// <summary>Makes one line of what MSBuild printed.</summary>
internal static partial class BuildErrors
{
    /// <summary>The first error with its place, and how many more there are.</summary>
    public static string Summary(string project, string output)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var errors = ErrorLine().Matches(output).Select(match => match.Value.Trim()).Distinct().ToArray();
        return errors switch
        {
            [] => $"{name} does not build: {LastLine(output)}",
            [var only] => $"{name} does not build: {Relative(project, only)}",
            [var first, ..] => $"{name} does not build: {Relative(project, first)} (and {errors.Length - 1} more)",
        };
    }

    private static string LastLine(string output) =>
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault()
        ?? "no reason was given";

    // MSBuild ends each line with the project's path in brackets, and writes absolute paths: of interest is what lies
    // below the folder that holds the projects.
    private static string Relative(string project, string line) => ProjectSuffix().Replace(line, "")
        .Replace(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(project))) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    [GeneratedRegex(@"^.*(?:error|fatal error) [A-Z]+\d+.*$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();

    [GeneratedRegex(@"\s*\[[^\]]+proj\]$")]
    private static partial Regex ProjectSuffix();
}

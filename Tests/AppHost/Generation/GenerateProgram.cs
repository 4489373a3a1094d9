using Tests.Hosting;

namespace Tests.Generation;

/// <summary>The command <c>generate</c>.</summary>
internal static class GenerateProgram
{
    /// <param name="folder">Where the output goes, in <c>k8s</c>; its path is left out of what is said.</param>
    public static async Task<CommandRun> RunAsync(string folder, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["generate", "--output", Path.Combine(folder, "k8s"), .. arguments]);
        return run with { Output = Plain(run.Output), Errors = Plain(run.Errors) };

        string Plain(string text) => text.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
    }
}

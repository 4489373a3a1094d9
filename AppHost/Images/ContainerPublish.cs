using System.Diagnostics;
using System.Text.RegularExpressions;

namespace AppHost.Images;

/// <summary>The SDK's <c>PublishContainer</c> for one project.</summary>
/// <remarks>learn.microsoft.com, Containerize a .NET app with dotnet publish.</remarks>
internal static partial class ContainerPublish
{
    /// <returns>The digest of what was pushed, or the first thing that went wrong.</returns>
    public static async Task<(string? Digest, string? Fault)> RunAsync(
        string project, string repository, IReadOnlyList<string> tags, string? baseImage, CancellationToken cancellationToken)
    {
        var slash = repository.IndexOf('/', StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", project, "-c", "Release", "-t:PublishContainer", "-nologo", "-v:quiet",
                $"-p:ContainerRegistry={repository[..slash]}",
                $"-p:ContainerRepository={repository[(slash + 1)..]}",
                "-getProperty:GeneratedContainerDigest",
            },
            // A property's semicolon would end it on the command line.
            Environment = { ["ContainerImageTags"] = string.Join(';', tags) },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (baseImage is not null)
        {
            start.ArgumentList.Add($"-p:ContainerBaseImage={baseImage}");
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var text = (await output).Trim();
            return process.ExitCode == 0 && DigestPattern().IsMatch(text) ? (text, null) : (null, Fault($"{text}\n{await errors}"));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>The first error, without the project it stands in; the rest follows from it.</summary>
    private static string Fault(string output) => ErrorPattern().Match(output) is { Success: true } found
        ? found.Groups[1].Value
        : output.Split('\n').FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "dotnet publish failed without a word";

    [GeneratedRegex(@"^sha256:[0-9a-f]{64}\z")]
    private static partial Regex DigestPattern();

    [GeneratedRegex(@"error\s+([A-Z]+[0-9]+\s*:\s*.*?)(?:\s+\[[^\]\n]*\])?\s*$", RegexOptions.Multiline)]
    private static partial Regex ErrorPattern();
}

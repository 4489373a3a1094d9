using AppHost.Generation.Model;
using AppHost.Generation.Output;
using AppHost.Generation.Planning;

namespace AppHost.Generation;

/// <summary>One run of the command: reads the manifest, generates, and writes unless something is wrong.</summary>
internal sealed class GenerateRun(
    string manifest, string output, GenerationOptions options, string? overlay, bool check, bool force, TextWriter answer, TextWriter error)
{
    /// <summary>All faults, one a line; then nothing was written.</summary>
    public int Run()
    {
        byte[] json;
        try
        {
            json = File.ReadAllBytes(manifest);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(
                $"generate: {manifest} cannot be read ({exception.GetType().Name}); " +
                "dotnet run --project AppHost -- --publisher manifest --output-path aspire-manifest.json writes it");
            return ExitCode.Failed;
        }

        var findings = new Findings();
        var files = Generator.Generate(json, options, findings);
        if (findings.Faults.Count > 0)
        {
            return Refuse(findings);
        }

        try
        {
            var folder = new OutputFolder(output);
            var changes = folder.Compare(files, force, findings);
            if (findings.Faults.Count > 0)
            {
                return Refuse(findings);
            }

            return check ? Compared(changes) : Written(folder, files, changes, findings);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"generate: {output} cannot be written: {exception.Message}");
            return ExitCode.Failed;
        }
    }

    private int Refuse(Findings findings)
    {
        foreach (var fault in findings.Faults)
        {
            error.WriteLine($"generate: {fault}");
        }

        error.WriteLine($"generate: {Count(findings.Faults.Count, "fault")}, nothing was written");
        return ExitCode.Failed;
    }

    private int Compared(IReadOnlyList<OutputChange> changes)
    {
        foreach (var change in changes.Where(change => change.Kind != ChangeKind.Kept))
        {
            error.WriteLine($"generate: {change.Path} would be {change.Kind.ToString().ToLowerInvariant()}");
        }

        if (changes.Any(change => change.Kind != ChangeKind.Kept))
        {
            error.WriteLine($"generate: {output} is not what {manifest} makes; run generate without --check");
            return ExitCode.Failed;
        }

        answer.WriteLine($"{output} is what {manifest} makes");
        return ExitCode.Success;
    }

    private int Written(OutputFolder folder, IReadOnlyList<Objects.OutputFile> files, IReadOnlyList<OutputChange> changes, Findings findings)
    {
        folder.Write(files, changes);
        foreach (var change in changes)
        {
            answer.WriteLine($"{change.Kind.ToString().ToLowerInvariant(),-7} {Path.Combine(output, change.Path)}");
        }

        if (overlay is not null && folder.Begin(OverlayFile.PathOf(overlay), OverlayFile.Text(options)))
        {
            answer.WriteLine($"begun   {Path.Combine(output, OverlayFile.PathOf(overlay))}");
        }

        foreach (var note in findings.Notes.Where(note => note.Kind is NoteKind.ToFillIn or NoteKind.LeftOut))
        {
            answer.WriteLine(note.Kind == NoteKind.ToFillIn ? $"fill in {note}" : $"left out {note}");
        }

        answer.WriteLine(
            $"{output}: {Count(files.Count, "file")}, {Count(changes.Count(change => change.Kind != ChangeKind.Kept), "change")}; " +
            $"{Path.Combine(output, Report.FileName)} tells the rest");
        return ExitCode.Success;
    }

    private static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}

using System.Text;
using AppHost.Generation.Model;

namespace AppHost.Generation;

/// <summary>All that whoever deploys should know, as Markdown. Whatever of the manifest is not in the output stands here.</summary>
internal static class Report
{
    public const string FileName = "report.md";

    private static readonly (NoteKind Kind, string Title)[] Sections =
    [
        (NoteKind.ToFillIn, "To fill in before it is applied"),
        (NoteKind.LeftOut, "Not in the output"),
        (NoteKind.Adjusted, "Otherwise than the manifest has it"),
        (NoteKind.Assumed, "What the manifest does not say"),
    ];

    public static string Write(Manifest manifest, Findings findings)
    {
        var text = new StringBuilder("# What was generated\n\n| resource | type | is |\n|---|---|---|\n");
        foreach (var resource in manifest.Resources)
        {
            text.Append("| ").Append(resource.Name).Append(" | ").Append(resource.Type.Length == 0 ? "none" : resource.Type)
                .Append(" | ").Append(Became(resource)).Append(" |\n");
        }

        foreach (var (kind, title) in Sections)
        {
            var notes = findings.Notes.Where(note => note.Kind == kind).ToList();
            if (notes.Count > 0)
            {
                text.Append("\n## ").Append(title).Append("\n\n");
                foreach (var note in notes)
                {
                    text.Append("- `").Append(note.Place).Append("`: ").Append(note.Message).Append('\n');
                }
            }
        }

        return text.ToString();
    }

    private static string Became(DeclaredResource resource) => resource switch
    {
        DeclaredService { Build.OnlyForOthers: true } or DeclaredElsewhere => "left out, see below",
        DeclaredService { Volumes.IsEmpty: false } => "a StatefulSet and a Service",
        DeclaredService => "a Deployment and, where it listens, a Service",
        DeclaredRelease release => $"the tracks of {release.Service}",
        DeclaredParameter parameter when parameter.Inputs.Values.Any(input => input.IsSecret) => "a Secret",
        DeclaredParameter or DeclaredText or DeclaredValue => "part of the values that refer to it",
        _ => "",
    };
}

namespace AppHost.Generation.Model;

/// <summary>What whoever deploys should know of how something of the manifest came into the output, or did not.</summary>
/// <param name="Place">Where it stands in the manifest, such as <c>resources.api.bindings.https</c>.</param>
internal sealed record Note(NoteKind Kind, string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}

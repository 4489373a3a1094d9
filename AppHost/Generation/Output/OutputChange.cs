namespace AppHost.Generation.Output;

/// <param name="Path">Relative to the output.</param>
internal sealed record OutputChange(ChangeKind Kind, string Path);

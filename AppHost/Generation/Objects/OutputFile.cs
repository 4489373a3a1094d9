namespace AppHost.Generation.Objects;

/// <param name="Path">Relative to the output, with <c>/</c>.</param>
internal sealed record OutputFile(string Path, string Text);

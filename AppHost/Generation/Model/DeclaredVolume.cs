namespace AppHost.Generation.Model;

internal sealed record DeclaredVolume(string Name, string Target, bool IsReadOnly);

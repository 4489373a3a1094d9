namespace Aspire.Hosting.Running;

/// <summary>What to start, and with which variables beside the inherited ones.</summary>
internal sealed record ProcessSpec(
    string FileName,
    IReadOnlyList<string> Arguments,
    string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);

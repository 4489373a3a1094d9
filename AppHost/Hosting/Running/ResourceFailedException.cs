namespace Aspire.Hosting.Running;

/// <summary>A resource that never was healthy: the application cannot start.</summary>
internal sealed class ResourceFailedException(string name, string how, IReadOnlyList<string> lastLines)
    : DistributedApplicationException(Describe(name, how, lastLines))
{
    private static string Describe(string name, string how, IReadOnlyList<string> lastLines) => lastLines.Count == 0
        ? $"{name} failed: {how}."
        : $"{name} failed: {how}. Its last lines:{string.Concat(lastLines.Select(line => $"{Environment.NewLine}    {line}"))}";
}

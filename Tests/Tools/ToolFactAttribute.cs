namespace Tests.Tools;

/// <summary>
/// A test that needs commands of this machine, such as <c>redis-server</c>. Says so when it is skipped for want of one; where
/// the tools are required, as in CI, it fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] commands)
    {
        string[] missing = [.. commands.Where(command => Tool.Find(command) is null)];
        if (missing.Length > 0 && !Tool.AreRequired)
        {
            Skip = $"needs {string.Join(", ", missing)}: .ci/install-tools installs it on Debian 12";
        }
    }
}

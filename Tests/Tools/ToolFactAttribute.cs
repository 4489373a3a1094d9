namespace Tests.Tools;

/// <summary>
/// A test that needs commands of this machine, such as <c>redis-server</c>. Says so when it is skipped for want of one; where
/// the tools are required, as in CI, it fails instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] commands) => Skip = Tool.WhyNot(commands);
}

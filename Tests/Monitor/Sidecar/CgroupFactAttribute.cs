using Tests.Tools;

namespace Tests.Sidecar;

/// <summary>A test that makes cgroups of this machine. Says so when it is skipped; where tools are required, as in CI, it fails instead.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CgroupFactAttribute : FactAttribute
{
    public CgroupFactAttribute() => Skip = TestCgroup.WhyNot ?? Tool.WhyNot("python3");
}

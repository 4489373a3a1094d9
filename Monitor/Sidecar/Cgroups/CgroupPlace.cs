namespace Monitor.Sidecar.Cgroups;

/// <summary>Where a process sees the files of the cgroup that it is in; folders without a slash at the end.</summary>
internal abstract record CgroupPlace
{
    /// <summary>One folder holds everything.</summary>
    internal sealed record V2(string Folder) : CgroupPlace;

    /// <summary>Each controller has a hierarchy of its own, or shares one.</summary>
    internal sealed record V1(string Cpu, string CpuAccounting, string Memory) : CgroupPlace;
}

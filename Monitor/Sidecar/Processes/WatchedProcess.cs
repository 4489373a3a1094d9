namespace Monitor.Sidecar.Processes;

/// <summary>Finds the process whose container is watched.</summary>
internal static class WatchedProcess
{
    /// <param name="entries">All processes that are to be seen.</param>
    /// <param name="ownCgroup">The Monitor's own.</param>
    /// <param name="program">The one to look for; null for that of the one other container.</param>
    /// <returns>The first process of its container.</returns>
    /// <exception cref="SidecarException">There is none, or it is not clear which.</exception>
    public static ProcessEntry Find(IEnumerable<ProcessEntry> entries, string ownCgroup, string? program)
    {
        List<ProcessEntry> others = [.. entries.Where(entry => entry.Cgroup != ownCgroup && !HoldsThePod(entry)).OrderBy(entry => entry.Id)];
        if (others.Count == 0)
        {
            throw new SidecarException("no process of another container is to be seen: its pod needs shareProcessNamespace: true");
        }

        if (program is not null)
        {
            return others.Find(entry => entry.Runs(program))
                ?? throw new SidecarException($"there is no process {program}; to be seen are {Names(others)}");
        }

        return others.DistinctBy(entry => entry.Cgroup).Count() == 1
            ? others[0]
            : throw new SidecarException($"several other containers run ({Names(others)}): Sidecar:Process has to say which is watched");
    }

    /// <summary>The pause container, whose process is the first of a namespace that a pod shares.</summary>
    private static bool HoldsThePod(ProcessEntry entry) => entry is { Id: 1, Name: "pause" };

    private static string Names(IEnumerable<ProcessEntry> entries)
    {
        string[] names = [.. entries.DistinctBy(entry => entry.Cgroup).Select(entry => entry.ToString())];
        return string.Join(", ", names.Take(10)) + (names.Length > 10 ? ", …" : "");
    }
}

namespace Monitor.Sidecar.Cgroups;

/// <summary>
/// Finds a process's cgroup by its <c>/proc/PID/cgroup</c> (cgroups(7)) and <c>/proc/PID/mountinfo</c> (proc_pid_mountinfo(5)). Where a
/// machine has both versions, version 1 has the controllers.
/// </summary>
internal static class CgroupPlaces
{
    private const int Root = 3;
    private const int MountPoint = 4;

    /// <exception cref="SidecarException">They do not say.</exception>
    public static CgroupPlace Of(string cgroup, string mountinfo)
    {
        var paths = Paths(cgroup);
        var mounts = Mounts(mountinfo);
        if (Folder("memory") is { } memory)
        {
            return new CgroupPlace.V1(
                Folder("cpu") ?? throw Missing("cpu"), Folder("cpuacct") ?? throw Missing("cpuacct"), memory);
        }

        return paths.TryGetValue("", out var path) && mounts.FirstOrDefault(mount => mount.Type == "cgroup2") is { } unified
            ? new CgroupPlace.V2(unified.FolderOf(path))
            : throw new SidecarException("no cgroup with memory is mounted in it: its runtime has to mount /sys/fs/cgroup");

        string? Folder(string controller) =>
            paths.TryGetValue(controller, out var own)
                && mounts.FirstOrDefault(mount => mount.Type == "cgroup" && mount.Options.Contains(controller)) is { } mount
                ? mount.FolderOf(own) : null;
    }

    private static SidecarException Missing(string controller) =>
        new($"its cgroup has memory, but no {controller}: that hierarchy is not mounted in it");

    /// <summary>Paths by controller; version 2 has none, and stands under the empty text.</summary>
    private static Dictionary<string, string> Paths(string cgroup)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in cgroup.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(':', 3) is [_, var controllers, var path])
            {
                foreach (var controller in controllers.Split(','))
                {
                    paths[controller] = path;
                }
            }
        }

        return paths;
    }

    private static List<Mount> Mounts(string mountinfo)
    {
        var mounts = new List<Mount>();
        foreach (var line in mountinfo.Split('\n'))
        {
            // ID PARENT DEVICE ROOT MOUNTPOINT OPTIONS [OPTIONAL ...] - TYPE SOURCE SUPEROPTIONS
            var halves = line.Split(" - ", 2);
            var first = halves[0].Split(' ');
            if (halves.Length == 2 && first.Length > MountPoint
                && halves[1].Split(' ') is [var type, _, var options, ..] && type is "cgroup" or "cgroup2")
            {
                mounts.Add(new Mount(type, first[Root], first[MountPoint], options.Split(',')));
            }
        }

        return mounts;
    }

    private sealed record Mount(string Type, string Root, string Point, string[] Options)
    {
        /// <summary>
        /// What is mounted may be a part of the hierarchy: in a container mostly its own, and then the path leads nowhere below.
        /// </summary>
        public string FolderOf(string path)
        {
            var below = Root == "/" ? path
                : path.StartsWith($"{Root}/", StringComparison.Ordinal) ? path[Root.Length..]
                : "";
            return $"{Point}{below}".TrimEnd('/');
        }
    }
}

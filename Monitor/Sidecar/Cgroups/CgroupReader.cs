using System.Globalization;

namespace Monitor.Sidecar.Cgroups;

/// <summary>
/// What a container uses and may use, by the files of its cgroup: version 1 (kernel.org/doc/Documentation/cgroup-v1,
/// <c>cpuacct.txt</c>, <c>memory.txt</c>, and <c>scheduler/sched-bwc.txt</c>) or 2 (<c>admin-guide/cgroup-v2.rst</c>). Of the memory
/// that which the kernel takes back by itself, files not used lately, counts as free, as the kubelet counts it.
/// </summary>
internal static class CgroupReader
{
    /// <param name="read">Gives the text of a file.</param>
    /// <exception cref="SidecarException">A file is not as it has to be.</exception>
    public static CgroupReading Read(CgroupPlace place, Func<string, string> read) => place switch
    {
        CgroupPlace.V1 one => ReadV1(one, read),
        CgroupPlace.V2 two => ReadV2(two, read),
        _ => throw new ArgumentOutOfRangeException(nameof(place)),
    };

    private static CgroupReading ReadV1(CgroupPlace.V1 place, Func<string, string> read)
    {
        var (quota, period) = (Number($"{place.Cpu}/cpu.cfs_quota_us"), Number($"{place.Cpu}/cpu.cfs_period_us"));
        var nanoseconds = Number($"{place.CpuAccounting}/cpuacct.usage");
        var stat = $"{place.Memory}/memory.stat";
        var text = read(stat);
        var limit = Number($"{place.Memory}/memory.limit_in_bytes");
        // A pod's limit may be lower than that of its container.
        if (Find(text, "hierarchical_memory_limit", stat) is { } above)
        {
            limit = Math.Min(limit, above);
        }

        return new CgroupReading(
            TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick),
            quota > 0 && period > 0 ? (double)quota / period : 0,
            limit,
            Used(Number($"{place.Memory}/memory.usage_in_bytes"), Need(text, "total_inactive_file", stat)));

        long Number(string file) => Parse(read(file).Trim(), file);
    }

    private static CgroupReading ReadV2(CgroupPlace.V2 place, Func<string, string> read)
    {
        var (cpu, memory) = ($"{place.Folder}/cpu.stat", $"{place.Folder}/memory.stat");
        var max = read($"{place.Folder}/memory.max").Trim();
        return new CgroupReading(
            TimeSpan.FromMicroseconds(Need(read(cpu), "usage_usec", cpu)),
            Cores(read($"{place.Folder}/cpu.max"), $"{place.Folder}/cpu.max"),
            max == "max" ? 0 : Parse(max, $"{place.Folder}/memory.max"),
            Used(
                Parse(read($"{place.Folder}/memory.current").Trim(), $"{place.Folder}/memory.current"),
                Need(read(memory), "inactive_file", memory)));
    }

    private static double Cores(string text, string file) => text.Split(' ', '\n') switch
    {
        ["max", ..] => 0,
        [var quota, var period, ..] when Parse(period, file) is > 0 and var length => (double)Parse(quota, file) / length,
        _ => throw new SidecarException($"{file}: a quota and a period are expected, not '{Shorten(text)}'"),
    };

    private static long Used(long all, long inactive) => Math.Max(0, all - inactive);

    private static long Need(string text, string key, string file) =>
        Find(text, key, file) ?? throw new SidecarException($"{file}: there is no {key}");

    private static long? Find(string text, string key, string file)
    {
        foreach (var line in text.Split('\n'))
        {
            if (line.Split(' ') is [var name, var value] && name == key)
            {
                return Parse(value, file);
            }
        }

        return null;
    }

    /// <summary>What is more than a number here holds is no limit, however much: version 1 says so.</summary>
    private static long Parse(string text, string file) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? long.MaxValue
        : throw new SidecarException($"{file}: a number is expected, not '{Shorten(text)}'");

    private static string Shorten(string text) => text.Length <= 40 ? text.Trim() : $"{text[..40]}…";
}

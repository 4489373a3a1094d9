using System.Globalization;
using Tests.Tools;

namespace Tests.Sidecar;

/// <summary>A cgroup of this machine, of the version that it has, with limits; made as a container's runtime makes them.</summary>
internal sealed class TestCgroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private readonly string[] _folders;

    /// <param name="milliCores">Thousandths of a core that it may use.</param>
    /// <param name="bytes">Of memory that it may use.</param>
    public TestCgroup(int milliCores, long bytes)
    {
        var name = $"slipway-test-{Guid.NewGuid():N}";
        if (IsV2)
        {
            File.WriteAllText($"{Root}/cgroup.subtree_control", "+cpu +memory");
            _folders = [$"{Root}/{name}"];
            Directory.CreateDirectory(_folders[0]);
            File.WriteAllText($"{_folders[0]}/cpu.max", $"{milliCores * 100} 100000");
            File.WriteAllText($"{_folders[0]}/memory.max", $"{bytes}");
            return;
        }

        string[] hierarchies = [.. new[] { "cpu", "cpuacct", "memory" }.Select(Hierarchy).Distinct()];
        _folders = [.. hierarchies.Select(hierarchy => $"{hierarchy}/{name}")];
        Array.ForEach(_folders, folder => Directory.CreateDirectory(folder));
        File.WriteAllText($"{Hierarchy("cpu")}/{name}/cpu.cfs_period_us", "100000");
        File.WriteAllText($"{Hierarchy("cpu")}/{name}/cpu.cfs_quota_us", $"{milliCores * 100}");
        File.WriteAllText($"{Hierarchy("memory")}/{name}/memory.limit_in_bytes", $"{bytes}");
    }

    /// <summary>Why a test that needs one is skipped; null where it is not.</summary>
    public static string? WhyNot => (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess) || Tool.AreRequired
        ? null : "needs Linux and root, who may make cgroups";

    /// <summary>What its processes have used so far, of all cores.</summary>
    public TimeSpan CpuTime => IsV2
        ? TimeSpan.FromMicroseconds(Number(File.ReadLines($"{_folders[0]}/cpu.stat")
            .Single(line => line.StartsWith("usage_usec ", StringComparison.Ordinal)).Split(' ')[1]))
        : TimeSpan.FromTicks(Number(File.ReadAllText(
            _folders.Select(folder => $"{folder}/cpuacct.usage").First(File.Exists))) / TimeSpan.NanosecondsPerTick);

    private static bool IsV2 => File.Exists($"{Root}/cgroup.controllers");

    /// <summary>A process of its own within it, that ends with the test.</summary>
    public StartedProcess Start(params string[] command) => new(
        "/bin/sh", ["-c", $"{string.Concat(_folders.Select(folder => $"echo $$ > {folder}/cgroup.procs; "))}exec \"$@\"", "sh", .. command]);

    public void Dispose()
    {
        foreach (var folder in _folders)
        {
            // Its processes are gone a moment after they are killed.
            for (var attempt = 0; Directory.Exists(folder); attempt++)
            {
                try
                {
                    Directory.Delete(folder);
                }
                catch (IOException) when (attempt < 100)
                {
                    Thread.Sleep(50);
                }
            }
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>They may be mounted together, as <c>cpu,cpuacct</c>.</summary>
    private static string Hierarchy(string controller) => Directory.GetDirectories(Root)
        .First(folder => Path.GetFileName(folder).Split(',').Contains(controller));
}

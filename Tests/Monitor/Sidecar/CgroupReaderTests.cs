using System.Globalization;
using CsCheck;
using Monitor.Sidecar;
using Monitor.Sidecar.Cgroups;
using Tests.Properties;

namespace Tests.Sidecar;

/// <summary>By folders with what the kernel shows of a process, and of its cgroup as it sees it.</summary>
public sealed class CgroupReaderTests
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "Golden", "Cgroups");

    public static TheoryData<string> Cases => [.. Directory.GetDirectories(Golden).Select(folder => Path.GetFileName(folder)!).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Read_Case_IsWhatIsExpected(string name)
    {
        var reading = Read(Text(name, "cgroup"), Text(name, "mountinfo"), path => Text(name, $"files{path}"));

        Written(reading).Should().Be(Text(name, "expected"));
    }

    [Theory]
    [InlineData("v1-container", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "plenty", "/sys/fs/cgroup/cpu/cpu.cfs_quota_us: a number is expected, not 'plenty'")]
    [InlineData("v1-container", "/sys/fs/cgroup/memory/memory.stat", "cache 1\n", "/sys/fs/cgroup/memory/memory.stat: there is no total_inactive_file")]
    [InlineData("v2-container-beside", "/sys/fs/cgroup/cpu.stat", "", "/sys/fs/cgroup/cpu.stat: there is no usage_usec")]
    [InlineData("v2-container-beside", "/sys/fs/cgroup/cpu.max", "100", "/sys/fs/cgroup/cpu.max: a quota and a period are expected, not '100'")]
    [InlineData("v2-container-beside", "/sys/fs/cgroup/cpu.max", "100 0", "/sys/fs/cgroup/cpu.max: a quota and a period are expected, not '100 0'")]
    [InlineData("v2-container-beside", "/sys/fs/cgroup/memory.max", "", "/sys/fs/cgroup/memory.max: a number is expected, not ''")]
    public void Read_FaultyFile_NamesFileAndFault(string name, string file, string text, string fault)
    {
        var act = () => Read(
            Text(name, "cgroup"), Text(name, "mountinfo"), path => path == file ? text : Text(name, $"files{path}"));

        act.Should().Throw<SidecarException>().WithMessage(fault);
    }

    [Theory]
    [InlineData("", "", "no cgroup with memory is mounted in it*")]
    [InlineData("0::/", "1 2 0:3 / /sys rw - sysfs sysfs rw", "no cgroup with memory is mounted in it*")]
    [InlineData("3:memory:/a\n2:cpu:/a", "1 2 0:3 /a /c/memory rw - cgroup cgroup rw,memory", "its cgroup has memory, but no cpu*")]
    public void Of_NotMounted_SaysSo(string cgroup, string mountinfo, string fault)
    {
        var act = () => CgroupPlaces.Of(cgroup, mountinfo);

        act.Should().Throw<SidecarException>().WithMessage(fault);
    }

    [Fact]
    public void Read_LimitBeyondWhatANumberHolds_IsNone()
    {
        var reading = Read(
            Text("v1-container", "cgroup"),
            Text("v1-container", "mountinfo"),
            path => path.EndsWith("limit_in_bytes", StringComparison.Ordinal) ? "18446744073709551615"
                : Text("v1-container", $"files{path}").Replace("hierarchical_", "other_", StringComparison.Ordinal));

        reading.MemoryLimit.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Read_MutatedFiles_AreReadOrAFault()
    {
        string[] names = ["v1-container", "v2-container-beside", "v1-host-no-limit"];
        string[] texts = ["x", " ", "\n", "-", "9", ":", "/", ""];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Int[0, 5], Gen.Int[0, 4000], Gen.Int[0, texts.Length - 1]).SampleSeeded(
            (which, file, at, put) =>
            {
                var (name, text, count) = (names[which], texts[put], 0);
                try
                {
                    Read(
                        Mutate(Text(name, "cgroup")), Mutate(Text(name, "mountinfo")), path => File.Exists(Of(name, path)) ? Mutate(Text(name, $"files{path}")) : "");
                }
                catch (SidecarException)
                {
                    // It says what is wrong.
                }

                string Mutate(string whole)
                {
                    var place = Math.Min(at, whole.Length);
                    return count++ == file ? $"{whole[..place]}{text}{whole[Math.Min(place + 1, whole.Length)..]}" : whole;
                }
            },
            cases: 5000);
    }

    private static CgroupReading Read(string cgroup, string mountinfo, Func<string, string> read) =>
        CgroupReader.Read(CgroupPlaces.Of(cgroup, mountinfo), read);

    private static string Written(CgroupReading reading) => string.Create(CultureInfo.InvariantCulture, $"""
        CpuTime {reading.CpuTime:c}
        CpuLimit {reading.CpuLimit}
        MemoryLimit {reading.MemoryLimit}
        MemoryUsed {reading.MemoryUsed}

        """);

    private static string Of(string name, string path) => Path.Combine(Golden, name, $"files{path}");

    private static string Text(string name, string file) => File.ReadAllText(Path.Combine(Golden, name, file));
}

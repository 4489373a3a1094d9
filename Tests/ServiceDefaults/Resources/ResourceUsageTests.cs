using ServiceDefaults.Instances;
using ServiceDefaults.Resources;

namespace Tests.Resources;

public class ResourceUsageTests
{
    private const long Megabyte = 1024 * 1024;

    private static readonly InstanceOptions NoLimits = new();
    private static readonly MachineMemory Machine = new(16_000 * Megabyte, 9_000 * Megabyte);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void Between_FirstReading_HasNoCpuRatio() =>
        ResourceUsage.Between(null, Reading(5), Second, NoLimits, 4).CpuRatio.Should().BeNull();

    [Theory]
    [InlineData(0.5, 0.5, 0, 4, 1.0)] // Half a core of a limit of half a core.
    [InlineData(2.0, 0.5, 0, 4, 1.0)] // Nothing enforces an instance's limit here: it may use more, a ratio does not.
    [InlineData(0.0, 0.5, 0, 4, 0.0)]
    [InlineData(1.0, 0, 2, 4, 0.5)] // The container's two cores.
    [InlineData(1.0, 0, 64, 4, 0.25)] // A container cannot have more cores than the machine.
    [InlineData(1.0, 0, 0, 4, 0.25)] // No limit at all: the machine's four.
    [InlineData(-1.0, 0, 0, 4, 0.0)]
    public void Between_TwoReadings_DividesCpuByTheLimitThatCounts(
        double used, double own, double container, int processors, double ratio)
    {
        var instance = new InstanceOptions { CpuLimit = own };
        var around = new ContainerReading(container, 0, 0);

        var usage = ResourceUsage.Between(Reading(5), Reading(5 + used, around), Second, instance, processors);

        usage.CpuRatio.Should().BeApproximately(ratio, 1e-9);
    }

    [Fact]
    public void Between_LongerInterval_IsPerSecond() =>
        ResourceUsage.Between(Reading(1), Reading(2), TimeSpan.FromSeconds(4), NoLimits, 1)
            .CpuRatio.Should().BeApproximately(0.25, 1e-9);

    [Fact]
    public void Between_NoTimeBetween_HasNoCpuRatio() =>
        ResourceUsage.Between(Reading(1), Reading(2), TimeSpan.Zero, NoLimits, 1).CpuRatio.Should().BeNull();

    [Fact]
    public void Between_OwnMemoryLimit_CountsTheProcessAlone()
    {
        var instance = new InstanceOptions { MemoryLimit = 512 * Megabyte };
        var container = new ContainerReading(0, 600 * Megabyte, 590 * Megabyte);

        var usage = ResourceUsage.Between(null, Reading(0, container), Second, instance, 1);

        usage.Should().BeEquivalentTo(new { MemoryLimit = 512 * Megabyte, MemoryAvailable = 412 * Megabyte });
    }

    [Fact]
    public void Between_ContainerLimit_CountsTheWholeContainer()
    {
        var container = new ContainerReading(0, 600 * Megabyte, 590 * Megabyte);

        var usage = ResourceUsage.Between(null, Reading(0, container), Second, NoLimits, 1);

        usage.Should().BeEquivalentTo(new { MemoryLimit = 600 * Megabyte, MemoryAvailable = 10 * Megabyte });
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(16_000 * Megabyte)] // What a container without a limit says.
    [InlineData(long.MaxValue)]
    public void Between_NoLimitAnywhere_IsWhatTheMachineHasAvailable(long? containerLimit)
    {
        var container = containerLimit is { } limit ? new ContainerReading(0, limit, 5 * Megabyte) : null;

        var usage = ResourceUsage.Between(null, Reading(0, container), Second, NoLimits, 1);

        usage.Should().BeEquivalentTo(
            new { MemoryLimit = 16_000 * Megabyte, MemoryAvailable = 9_000 * Megabyte });
    }

    [Fact]
    public void Between_MoreUsedThanAllowed_HasNoneAvailable() =>
        ResourceUsage.Between(null, Reading(0), Second, new InstanceOptions { MemoryLimit = 1 }, 1)
            .MemoryAvailable.Should().Be(0);

    private static ResourceReading Reading(double cpuSeconds, ContainerReading? container = null) =>
        new(TimeSpan.FromSeconds(cpuSeconds), 100 * Megabyte, container, Machine);
}

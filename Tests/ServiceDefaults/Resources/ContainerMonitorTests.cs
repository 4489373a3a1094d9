using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDefaults.Resources;

namespace Tests.Resources;

public class ContainerMonitorTests
{
    [Fact]
    public void TryCreate_FilesOfTheContainerAreMissing_IsNullAndNoFault() =>
        ContainerMonitor.TryCreate(new NoMeters(), NullLoggerFactory.Instance).Should().BeNull();

    /// <summary>Fails where the library publishes its instruments, as a missing file makes it fail.</summary>
    private sealed class NoMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => throw new FileNotFoundException("/sys/fs/cgroup/memory.max");

        public void Dispose()
        {
        }
    }
}

using Monitor.Sidecar.Cgroups;
using Monitor.Sidecar.Processes;
using ServiceDefaults.Resources;

namespace Monitor.Sidecar;

/// <summary>
/// Looks into the container of a process: through <c>/proc/PID/root</c>, where the container's own cgroup is mounted as it sees it. That
/// takes the same user as the process has, and no fewer capabilities (ptrace(2), PTRACE_MODE_READ_FSCREDS).
/// </summary>
internal static class ContainerSight
{
    /// <exception cref="SidecarException">It cannot be read.</exception>
    public static ResourceReading Read(ProcessEntry process)
    {
        try
        {
            var place = CgroupPlaces.Of(process.Cgroup, ProcessFiles.Read($"/proc/{process.Id}/mountinfo"));
            var reading = CgroupReader.Read(place, path => ProcessFiles.Read($"/proc/{process.Id}/root{path}"));
            return new ResourceReading(
                reading.CpuTime,
                reading.MemoryUsed,
                new ContainerReading(reading.CpuLimit, reading.MemoryLimit, reading.MemoryUsed),
                MemoryInfo.Read());
        }
        catch (UnauthorizedAccessException e)
        {
            throw new SidecarException(
                $"its container, of process {process.Id} ({process}), may not be looked into: both containers have to run as the same user, and "
                + "the Monitor's with no fewer capabilities",
                e);
        }
        catch (IOException e)
        {
            throw new SidecarException($"its container, of process {process.Id} ({process}), cannot be read: {e.Message}", e);
        }
        catch (SidecarException e)
        {
            throw new SidecarException($"its container, of process {process.Id} ({process}): {e.Message}", e);
        }
    }
}

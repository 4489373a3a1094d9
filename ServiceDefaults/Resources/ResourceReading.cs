namespace ServiceDefaults.Resources;

/// <summary>What the system said at one moment.</summary>
/// <param name="CpuTime">CPU time of this process since its start, on all cores together.</param>
/// <param name="ProcessMemory">Bytes this process holds in memory.</param>
/// <param name="Container">The container around the process; null where it cannot be read.</param>
/// <param name="Machine">Memory of the machine.</param>
public sealed record ResourceReading(
    TimeSpan CpuTime, long ProcessMemory, ContainerReading? Container, MachineMemory Machine);

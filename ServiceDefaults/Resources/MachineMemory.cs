namespace ServiceDefaults.Resources;

/// <summary>Bytes in the machine, and how many of them a process could still get.</summary>
public readonly record struct MachineMemory(long Total, long Available);

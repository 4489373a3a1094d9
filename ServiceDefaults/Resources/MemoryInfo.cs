using System.Globalization;

namespace ServiceDefaults.Resources;

/// <summary>
/// The machine's memory: <c>/proc/meminfo</c> where there is one, else what the garbage collector knows.
/// </summary>
public static class MemoryInfo
{
    private const string Path = "/proc/meminfo";

    /// <summary>What the machine has now.</summary>
    public static MachineMemory Read()
    {
        try
        {
            return OperatingSystem.IsLinux() ? Parse(File.ReadLines(Path)) ?? FromCollector() : FromCollector();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return FromCollector();
        }
    }

    /// <summary>Null when <c>MemTotal</c> or <c>MemAvailable</c> is missing.</summary>
    public static MachineMemory? Parse(IEnumerable<string> lines)
    {
        long? total = null, available = null;
        foreach (var line in lines)
        {
            total ??= Kibibytes(line, "MemTotal:");
            available ??= Kibibytes(line, "MemAvailable:");
            if (total is { } all && available is { } free)
            {
                return new MachineMemory(all, free);
            }
        }

        return null;
    }

    private static long? Kibibytes(string line, string key)
    {
        if (!line.StartsWith(key, StringComparison.Ordinal))
        {
            return null;
        }

        var digits = line.AsSpan(key.Length).Trim();
        digits = digits.EndsWith("kB", StringComparison.Ordinal) ? digits[..^2].TrimEnd() : digits;
        return long.TryParse(digits, CultureInfo.InvariantCulture, out var value) ? value * 1024 : null;
    }

    private static MachineMemory FromCollector()
    {
        var memory = GC.GetGCMemoryInfo();
        return new MachineMemory(
            memory.TotalAvailableMemoryBytes, memory.TotalAvailableMemoryBytes - memory.MemoryLoadBytes);
    }
}

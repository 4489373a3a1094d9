namespace Monitor.Sidecar.Processes;

/// <summary>
/// The cores of the machine. .NET's own count is that of the Monitor's container, whose limit is not that of whom it watches.
/// </summary>
internal static class MachineCores
{
    public static int Read() => Parse(ProcessFiles.Read("/proc/stat"));

    /// <summary>By the lines <c>cpuN</c> of <c>/proc/stat</c> (proc_stat(5)); 1 at the least.</summary>
    public static int Parse(string stat) => Math.Max(1, stat.Split('\n')
        .Count(line => line.StartsWith("cpu", StringComparison.Ordinal) && line.Length > 3 && char.IsAsciiDigit(line[3])));
}

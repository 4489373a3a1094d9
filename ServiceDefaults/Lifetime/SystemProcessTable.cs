using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ServiceDefaults.Lifetime;

internal sealed class SystemProcessTable : IProcessTable
{
    public string? Find(int processId)
    {
        if (OperatingSystem.IsLinux())
        {
            return ReadStat($"/proc/{processId}/stat") is { } stat ? ParseStat(stat) : null;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // It is there, but does not let itself be asked.
            return "";
        }
    }

    /// <summary>
    /// Start time in clock ticks since boot, from <c>proc_pid_stat(5)</c>; null for a process that has ended and waits
    /// to be reaped. The name in parentheses may itself hold spaces and parentheses.
    /// </summary>
    public static string? ParseStat(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields is ["Z" or "X" or "x", ..] || fields.Length < 20 ? null : fields[19];
    }

    private static string? ReadStat(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            // Gone before it was opened, or while it was read.
            return null;
        }
    }
}

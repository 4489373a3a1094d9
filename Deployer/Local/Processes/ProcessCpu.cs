using System.ComponentModel;
using System.Diagnostics;

namespace Deployer.Local.Processes;

internal static class ProcessCpu
{
    /// <summary>CPU time used so far; null once the process has ended.</summary>
    public static TimeSpan? Of(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? null : process.TotalProcessorTime;
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Running;

internal static class Signal
{
    private const int SigTerm = 15;

    /// <summary>Asks the process to end. Windows has no such signal for another process: there it is ended at once.</summary>
    public static void Terminate(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
        }
        else
        {
            _ = Kill(process.Id, SigTerm);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int processId, int signal);
}

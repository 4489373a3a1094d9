using System.Runtime.InteropServices;

namespace Deployer.Local.Processes;

/// <summary>Asks processes to end in the way .NET's hosts listen for.</summary>
internal static class Signals
{
    private const int SigTerm = 15;
    private const uint CtrlBreak = 1;

    public static void Terminate(int processId)
    {
        // A process that is gone by now has done what it was asked for.
        _ = OperatingSystem.IsWindows()
            ? Native.GenerateConsoleCtrlEvent(CtrlBreak, processId)
            : Native.Kill(processId, SigTerm) == 0;
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "kill")]
        public static extern int Kill(int processId, int signal);

        [DllImport("kernel32")]
        [return: MarshalAs(UnmanagedType.Bool)]
        public static extern bool GenerateConsoleCtrlEvent(uint controlEvent, int processGroupId);
    }
}

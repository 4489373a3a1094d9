using System.Diagnostics;

namespace Tests.Local.Cluster;

internal static class ProcessTable
{
    public static bool Runs(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

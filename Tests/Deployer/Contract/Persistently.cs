using Deployer.Control;

namespace Tests.Contract;

/// <summary>Does again what another was faster at, or the cluster too slow for, as senders and passes do.</summary>
internal static class Persistently
{
    public static Task DoAsync(Func<Task> act) => Eventually.TrueAsync(async () =>
    {
        try
        {
            await act();
            return true;
        }
        catch (ClusterUnavailableException)
        {
            return false;
        }
    }, "the cluster does it", Eventually.Longest);
}

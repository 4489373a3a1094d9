using Deployer.Local.Instances;

namespace Deployer.Local;

/// <summary>
/// Ends processes of ours that belong to no track: the track is not configured any more, or its file was lost.
/// </summary>
internal static class Leftovers
{
    public static Task EndAsync(
        Node node, IEnumerable<string> instances, TimeSpan grace, ILogger logger, CancellationToken cancellationToken) =>
        Task.WhenAll(instances.Select(instance => EndAsync(node, instance, grace, logger, cancellationToken)));

    private static async Task EndAsync(
        Node node, string instance, TimeSpan grace, ILogger logger, CancellationToken cancellationToken)
    {
        var file = node.Folder.ProcessOf(instance);
        using var process = node.Processes.Find(file);
        if (process is not null)
        {
            Log.LeftoverFound(logger, instance, process.Id);
            await Ending.EndAsync(process, grace, node.Time, CancellationToken.None, cancellationToken);
        }

        File.Delete(file);
    }
}

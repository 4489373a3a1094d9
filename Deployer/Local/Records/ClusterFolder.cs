using Deployer.Rollouts;

namespace Deployer.Local.Records;

/// <summary>Where the cluster keeps what.</summary>
internal sealed class ClusterFolder(string root)
{
    public string Lock => Path.Combine(root, "cluster", "lock");

    public string Logs => Path.Combine(root, "logs");

    private string Processes => Path.Combine(root, "cluster", "processes");

    // Neither part of a key has a dot, so that no two tracks share a file.
    public string RecordOf(TrackKey track) => Path.Combine(root, "cluster", "records", FileOf(track));

    public string WorkloadOf(TrackKey track) => Path.Combine(root, "cluster", "workloads", FileOf(track));

    public string ProcessOf(string instance) => Path.Combine(Processes, instance);

    public string LogOf(string instance) => Path.Combine(Logs, instance + ".log");

    /// <exception cref="IOException">The folders cannot be made.</exception>
    public void Create()
    {
        Directory.CreateDirectory(Processes);
        Directory.CreateDirectory(Logs);
    }

    /// <summary>Every instance that a process was ever started for, and that was not seen to end.</summary>
    public IReadOnlyList<string> Instances() =>
        [.. Directory.EnumerateFiles(Processes).Select(file => Path.GetFileName(file))];

    private static string FileOf(TrackKey track) => $"{track.Service}.{track.Track}.json";
}

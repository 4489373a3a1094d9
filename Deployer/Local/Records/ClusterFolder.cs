using Deployer.Rollouts;

namespace Deployer.Local.Records;

/// <summary>Where the cluster keeps what.</summary>
internal sealed class ClusterFolder(string root)
{
    private const string Extension = ".json";

    public string Lock => Path.Combine(root, "cluster", "lock");

    public string Logs => Path.Combine(root, "logs");

    private string Processes => Path.Combine(root, "cluster", "processes");

    private string Workloads => Path.Combine(root, "cluster", "workloads");

    // Neither part of a key has a dot, so that no two tracks share a file.
    public string RecordOf(TrackKey track) => Path.Combine(root, "cluster", "records", FileOf(track));

    public string WorkloadOf(TrackKey track) => Path.Combine(Workloads, FileOf(track));

    public string ProcessOf(string instance) => Path.Combine(Processes, instance);

    public string LogOf(string instance) => Path.Combine(Logs, instance + ".log");

    /// <exception cref="IOException">The folders cannot be made.</exception>
    public void Create()
    {
        Directory.CreateDirectory(Processes);
        Directory.CreateDirectory(Logs);
    }

    /// <summary>Every track that a workload was ever written for.</summary>
    public IEnumerable<TrackKey> KnownTracks() =>
        Directory.Exists(Workloads)
            ? Directory.EnumerateFiles(Workloads, "*" + Extension)
                .Select(file => Path.GetFileNameWithoutExtension(file).Split('.'))
                .Where(parts => parts.Length == 2)
                .Select(parts => new TrackKey(parts[0], parts[1]))
            : [];

    private static string FileOf(TrackKey track) => $"{track.Service}.{track.Track}{Extension}";
}

using k8s;
using k8s.Models;
using Tests.Hosting;

namespace Tests.Cluster;

/// <summary>A volume for the claim of Redis, where the cluster makes none by itself.</summary>
internal sealed class ClaimedVolume(string space) : IAsyncDisposable
{
    private const UnixFileMode EveryonesFolder = (UnixFileMode)0x1FF;
    private readonly TemporaryFolder _folder = new();

    private static Kubernetes Admin => TestCluster.Admin;

    public async Task AddAsync()
    {
        if ((await Admin.StorageV1.ListStorageClassAsync()).Items.Count > 0)
        {
            return;
        }

        // The node is this machine; a claim elsewhere gets its volume from a storage class.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder.Path, EveryonesFolder);
        }

        await Admin.CoreV1.CreatePersistentVolumeAsync(new V1PersistentVolume
        {
            Metadata = new V1ObjectMeta { Name = space },
            Spec = new V1PersistentVolumeSpec
            {
                Capacity = new Dictionary<string, ResourceQuantity> { ["storage"] = new("1Gi") },
                AccessModes = ["ReadWriteOnce"],
                ClaimRef = new V1ObjectReference { Name = "redis-data-redis-0", NamespaceProperty = space },
                HostPath = new V1HostPathVolumeSource { Path = _folder.Path },
            },
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Kubectl.RunAsync("delete", "persistentvolume", space, "--ignore-not-found", "--wait=false");
        try
        {
            _folder.Dispose();
        }
        catch (IOException)
        {
            // The pod that writes there may not have ended yet; the folder is a temporary one.
        }
    }
}

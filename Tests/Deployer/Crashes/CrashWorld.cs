using System.Globalization;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Time.Testing;
using Tests.Contract;
using Tests.Fakes;

namespace Tests.Crashes;

/// <summary>What outlives the Deployer: the records, the instances, the registry and the history.</summary>
internal sealed class CrashWorld
{
    public static readonly TrackKey Track = new("api", "canary");
    public static readonly ImageReference Image = ImageReference.Parse("api:canary");
    private const int Wanted = 2;
    private readonly Dictionary<Digest, (string Name, Behaviour Behaviour)> _images = [];

    public CrashWorld() => Cluster.Starts = release => new TrackObservation(release, new RolloutProgress(Wanted, 0, 0, Wanted), []);

    public FakeTimeProvider Time { get; } = new();

    public FakeCluster Cluster { get; } = new();

    public FakeRegistry Registry { get; } = new();

    public FakeHistory History { get; } = new();

    /// <summary>What the template was changed to, by the names of the images.</summary>
    public IEnumerable<string> Rolls => Cluster.Rolls.Select(roll => _images[roll.Release.Digest].Name);

    public void Tag(CrashPush push)
    {
        if (push.Behaviour is not { } behaviour)
        {
            Registry.Tags.Clear();
            return;
        }

        var digest = Digest.Parse($"sha256:{(_images.Count + 1).ToString(CultureInfo.InvariantCulture).PadLeft(64, '0')}");
        _images[digest] = (push.Name, behaviour);
        Registry.Tags[Image.Familiar] = digest;
    }

    /// <summary>A moment goes by, in which instances come, and crash.</summary>
    public void Live()
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        if (Cluster.Seen.GetValueOrDefault(Track) is not { Template: { } template } seen)
        {
            return;
        }

        var updated = Math.Min(Wanted, seen.Progress.Updated + 1);
        Cluster.Show(Track, _images[template.Digest].Behaviour switch
        {
            Behaviour.Serves => seen with { Progress = new RolloutProgress(Wanted, updated, updated, Wanted - updated) },
            Behaviour.Crashes when seen.Progress.Updated > 0 =>
                seen with { Faults = [new InstanceFault("api-1", "CrashLoopBackOff", "exit code 3")] },
            _ => seen with { Progress = new RolloutProgress(Wanted, 1, 0, Wanted) },
        });
    }
}

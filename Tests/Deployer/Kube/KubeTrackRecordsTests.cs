using Deployer.Control;
using Deployer.Rollouts;
using k8s;
using k8s.Models;
using Tests.Cluster;
using Tests.Contract;

namespace Tests.Kube;

[Trait("Category", "Cluster")]
public sealed class KubeTrackRecordsTests : IAsyncLifetime
{
    private KubeBench _bench = null!;

    public async Task InitializeAsync() => _bench = await KubeBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ClusterFact]
    public async Task Write_BothHalvesByTwoAtOnce_NeitherIsLostAndBothSurvive()
    {
        await using var asked = new KubeAdapter(_bench);
        await using var reconciler = new KubeAdapter(_bench);
        var status = TrackStatus.Empty;
        var desired = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await Persistently.DoAsync(() => asked.Records.WriteDesiredAsync(_bench.Track, Request($"request-{i}"), default));
            }
        });
        for (var i = 0; i < 20; i++)
        {
            var next = status with { Answered = $"request-{i}" };
            var before = status;
            await Persistently.DoAsync(() => reconciler.Records.WriteStatusAsync(_bench.Track, next, before, default));
            status = next;
        }

        await desired;

        await using var later = new KubeAdapter(_bench);
        var record = await later.Records.ReadAsync(_bench.Track, default);
        record.Desired!.Id.Should().Be("request-19");
        record.Status.Answered.Should().Be("request-19");
    }

    [ClusterFact]
    public async Task WriteStatus_DecidedOnAnotherStatus_IsRefused()
    {
        await using var leader = new KubeAdapter(_bench);
        await using var stale = new KubeAdapter(_bench);
        var first = TrackStatus.Empty with { Answered = "first" };
        await leader.Records.WriteStatusAsync(_bench.Track, first, TrackStatus.Empty, default);

        var write = () => stale.Records.WriteStatusAsync(
            _bench.Track, TrackStatus.Empty with { Answered = "stale" }, TrackStatus.Empty, default);

        await write.Should().ThrowAsync<ClusterUnavailableException>().WithMessage("*changed by another*");
        (await leader.Records.ReadAsync(_bench.Track, default)).Status.Answered.Should().Be("first");
    }

    [ClusterFact]
    public async Task WriteStatus_StaleMemory_IsRefusedToo()
    {
        await using var leader = new KubeAdapter(_bench);
        await using var stale = new KubeAdapter(_bench);
        var first = TrackStatus.Empty with { Answered = "first" };
        await stale.Records.WriteStatusAsync(_bench.Track, first, TrackStatus.Empty, default);
        await using var watch = await stale.WatchAsync();
        var second = first with { Answered = "second" };

        var writes = new[] { leader, stale }.Select(async adapter =>
        {
            try
            {
                await adapter.Records.WriteStatusAsync(
                    _bench.Track, adapter == leader ? second : first with { Answered = "stale" }, first, default);
                return 1;
            }
            catch (ClusterUnavailableException)
            {
                return 0;
            }
        });

        (await Task.WhenAll(writes)).Sum().Should().Be(1);
    }

    [ClusterFact]
    public async Task WriteDesired_OverOneThatAnotherReplicaHasWrittenMeanwhile_TakesItsIdWithIt()
    {
        await using var one = new KubeAdapter(_bench);
        await using var other = new KubeAdapter(_bench);
        await one.Records.WriteDesiredAsync(_bench.Track, Request("one"), default);

        await other.Records.WriteDesiredAsync(_bench.Track, Request("two"), default);

        var desired = (await one.Records.ReadAsync(_bench.Track, default)).Desired!;
        desired.Id.Should().Be("two");
        desired.Replaces.Should().Equal("one");
    }

    [ClusterFact]
    public async Task ReadAsync_NothingWrittenYet_IsEmpty()
    {
        await using var adapter = new KubeAdapter(_bench);

        (await adapter.Records.ReadAsync(_bench.Track, default)).Should().Be(TrackRecord.Empty);
    }

    [ClusterFact]
    public async Task ReadAsync_SomethingElseStandsThere_SaysWhere()
    {
        await KubeBench.Admin.CoreV1.CreateNamespacedConfigMapAsync(
            new V1ConfigMap
            {
                Metadata = new V1ObjectMeta { Name = "slipway-api-canary" },
                Data = new Dictionary<string, string> { ["status"] = "well" },
            },
            _bench.Namespace);
        await using var adapter = new KubeAdapter(_bench);

        var read = () => adapter.Records.ReadAsync(_bench.Track, default);

        await read.Should().ThrowAsync<ClusterUnavailableException>()
            .WithMessage("ConfigMap 'slipway-api-canary' holds no record under 'status'*");
    }

    private DesiredRelease Request(string id) =>
        new(id, _bench.Image, null, DateTimeOffset.UnixEpoch, "test", null, Replaces: []);
}

using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tests.Fakes;

namespace Tests.Control;

public sealed class ReconcilerTests : IDisposable
{
    private static readonly TrackKey Canary = new("api", "canary");
    private static readonly ImageReference Image = ImageReference.Parse("api:canary");
    private readonly FakeTimeProvider _time = new();
    private readonly FakeCluster _cluster = new();
    private readonly FakeRegistry _registry = new();
    private readonly FakeHistory _history = new();
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly WorkQueue<TrackKey> _queue;
    private readonly RolloutJournal _journal;
    private readonly ReconcileWorker _worker;
    private readonly ReleaseRequests _requests;

    public ReconcilerTests()
    {
        var policy = new RolloutPolicy(
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), RollBack: true, ScaleToZero: true);
        var catalog = new ReleaseCatalog([new ReleasedTrack(Canary, Image, "canary", TimeSpan.Zero, policy)]);
        _queue = new WorkQueue<TrackKey>(_time);
        _journal = new RolloutJournal(_history, _time, NullLogger<RolloutJournal>.Instance);
        _requests = new ReleaseRequests(catalog, _cluster, _queue, _time, NullLogger<ReleaseRequests>.Instance);
        var telemetry = new RolloutTelemetry(new TestMeters());
        var reconciler = new Reconciler(
            catalog,
            _cluster,
            _cluster,
            _registry,
            new NoMeasurements(_time),
            new ShareGuardian(_cluster, _time, NullLogger<ShareGuardian>.Instance),
            _requests,
            _queue,
            _journal,
            telemetry,
            new PhaseChanges(telemetry, new NoRolloutEvents(), NullLogger<PhaseChanges>.Instance),
            _time,
            NullLogger<Reconciler>.Instance);
        var poll = new RepairPoll(catalog, _cluster, _registry, _requests, _time, NullLogger<RepairPoll>.Instance);
        _worker = new ReconcileWorker(
            catalog, _cluster, reconciler, poll, _queue, new AlwaysLeader(), _lifetime, _time, NullLogger<ReconcileWorker>.Instance);
        _registry.Tags["api:canary"] = Digest.Parse("sha256:" + new string('1', 64));
    }

    public void Dispose()
    {
        _worker.Dispose();
        _journal.Dispose();
        _queue.Dispose();
    }

    [Fact]
    public async Task StepAsync_Push_RollsAndRecords()
    {
        await PushAsync();

        await _worker.StepAsync(default);

        _cluster.Rolls.Should().ContainSingle();
        _journal.Pending.Should().ContainSingle().Which.Phase.Should().Be(RolloutPhase.Progressing);
    }

    [Fact]
    public async Task StepAsync_Fault_IsTriedAgainWithGrowingDelay()
    {
        await PushAsync();
        _cluster.Away = true;
        await _worker.StepAsync(default);
        _time.Advance(TimeSpan.FromMilliseconds(250));
        await _worker.StepAsync(default);
        _cluster.Away = false;

        _time.Advance(TimeSpan.FromMilliseconds(499));
        _cluster.Rolls.Should().BeEmpty();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await _worker.StepAsync(default);

        _cluster.Rolls.Should().ContainSingle();
    }

    [Fact]
    public async Task ExecuteAsync_ProcessBeginsToStop_LeadsNoMore()
    {
        await _worker.StartAsync(default);

        _lifetime.StopApplication();

        var ended = () => _worker.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(60));
        await ended.Should().ThrowAsync<OperationCanceledException>("it need not have been told to stop itself");
    }

    [Fact]
    public async Task FlushAsync_HistoryAway_KeepsWhatIsPendingAndWritesItLater()
    {
        await PushAsync();
        await _worker.StepAsync(default);
        _history.Away = true;
        (await _journal.FlushAsync(default)).Should().BeFalse();
        _journal.Pending.Should().ContainSingle();

        _history.Away = false;

        (await _journal.FlushAsync(default)).Should().BeTrue();
        _journal.Pending.Should().BeEmpty();
        (await _history.ListAsync(10, default)).Should().ContainSingle();
    }

    [Fact]
    public async Task AcceptAsync_OvertakesARequestNotTakenUp_BothLeadToOneRollout()
    {
        var first = await PushAsync();
        var second = await PushAsync();

        await _worker.StepAsync(default);

        var latest = (await _cluster.ReadAsync(Canary, default)).Status.Latest!;
        latest.Requests.Should().BeEquivalentTo(first, second);
        _cluster.Rolls.Should().ContainSingle();
    }

    private async Task<string> PushAsync()
    {
        var outcome = await _requests.AcceptAsync(new PushEvent(Image, null, null, null, "test"), default);
        return outcome.Accepted.Single().Id;
    }
}

using Deployer.Analysis;
using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tests.Analysis;
using Tests.Fakes;

namespace Tests.Control;

/// <summary>A canary beside stable, whose floor somebody has to raise.</summary>
public sealed class GuardedReconcilerTests : IDisposable
{
    private static readonly TrackKey Canary = new("api", "canary");
    private static readonly TrackKey Stable = new("api", "stable");
    private static readonly Digest One = Digest.Parse("sha256:" + new string('1', 64));
    private static readonly Digest Two = Digest.Parse("sha256:" + new string('2', 64));
    private readonly FakeTimeProvider _time = new();
    private readonly FakeCluster _cluster = new();
    private readonly FakeRegistry _registry = new();
    private readonly FakeMeasurements _measurements = new();
    private readonly LogLines _lines = new();
    private readonly LoggerFactory _logging;
    private readonly WorkQueue<TrackKey> _queue;
    private readonly RolloutJournal _journal;

    public GuardedReconcilerTests()
    {
        _logging = new LoggerFactory([_lines]);
        _queue = new WorkQueue<TrackKey>(_time);
        _journal = new RolloutJournal(new FakeHistory(), _time, NullLogger<RolloutJournal>.Instance);
        _cluster.Instances[Stable] = [.. Enumerable.Range(0, 3).Select(number => InstanceOf(Stable, number))];
        (Requests, Reconciler) = Open(Tracks.Policy);
    }

    private ReleaseRequests Requests { get; set; }

    private Reconciler Reconciler { get; set; }

    public void Dispose()
    {
        _journal.Dispose();
        _queue.Dispose();
        _logging.Dispose();
    }

    [Fact]
    public async Task ReconcileAsync_FloorCannotBeRaised_RollsNoNewCanaryAndComesAgainSoon()
    {
        _cluster.FloorsAway = true;
        await PushAsync(One);

        var again = await Reconciler.ReconcileAsync(Canary, default);

        again.Should().Be(ShareGuardian.TryAgain);
        _cluster.Rolls.Should().BeEmpty();
        _cluster.FloorsAway = false;
        await Reconciler.ReconcileAsync(Canary, default);
        _cluster.Rolls.Should().ContainSingle();
        _cluster.Floors[Stable].Should().Be(3);
    }

    [Fact]
    public async Task ReconcileAsync_FloorCannotBeHeld_ABadCanaryIsTakenOffAllTheSame()
    {
        await SucceedAsync(One);
        await SucceedAsync(Two);
        _cluster.FloorsAway = true;
        _time.Advance(TimeSpan.FromMinutes(1));
        _measurements.Next = (Tracks.Of(200, 20), Tracks.Of(600));

        await Reconciler.ReconcileAsync(Canary, default);

        (await LatestAsync()).Phase.Should().Be(RolloutPhase.RollingBack);
        _cluster.Rolls.Last().Release.Digest.Should().Be(One);
    }

    [Fact]
    public async Task ReconcileAsync_FloorCannotBeHeld_MeasuresOn()
    {
        await SucceedAsync(One);
        _cluster.FloorsAway = true;
        _time.Advance(TimeSpan.FromMinutes(1));
        _measurements.Next = (Tracks.Of(200), Tracks.Of(600));

        (await Reconciler.ReconcileAsync(Canary, default)).Should().Be(ShareGuardian.TryAgain);

        (await LatestAsync()).Analysis!.Successes.Should().Be(1);
    }

    [Fact]
    public async Task ReconcileAsync_AnalysisSwitchedOffWhileRaised_GivesTheFloorBackOnce()
    {
        await SucceedAsync(One);
        _cluster.Floors[Stable].Should().Be(3);
        (Requests, Reconciler) = Open(analysis: null);

        await Reconciler.ReconcileAsync(Canary, default);
        _cluster.Floors[Stable].Should().BeNull();
        var asked = _cluster.FloorsAsked;
        await Reconciler.ReconcileAsync(Canary, default);

        _cluster.FloorsAsked.Should().Be(asked, "once is enough");
    }

    [Fact]
    public async Task ReconcileAsync_NothingIsGuardedAndTheAutoscalerMayNotBeAsked_RollsAndAsksSeldom()
    {
        (Requests, Reconciler) = Open(analysis: null);
        _cluster.FloorsAway = true;
        await PushAsync(One);

        for (var pass = 0; pass < 10; pass++)
        {
            await Reconciler.ReconcileAsync(Canary, default);
        }

        _cluster.Rolls.Should().ContainSingle();
        _cluster.FloorsAsked.Should().Be(1);
    }

    /// <summary>Another has led meanwhile, and set what it wanted.</summary>
    [Fact]
    public async Task Begin_LeadsAnew_SetsTheFloorAgain()
    {
        await SucceedAsync(One);
        _cluster.Floors[Stable] = null;

        Reconciler.Begin();
        await Reconciler.ReconcileAsync(Canary, default);

        _cluster.Floors[Stable].Should().Be(3);
    }

    /// <summary>The first release of a track with several instances: none is wanted yet, and all of them come.</summary>
    [Fact]
    public async Task ReconcileAsync_CanaryOfSeveralInstancesWithNone_WaitsForTheFloorOfAllOfThem()
    {
        _cluster.Seen[Canary] = TrackObservation.Nothing with { Configured = 2 };
        await PushAsync(One);

        await Reconciler.ReconcileAsync(Canary, default);

        _cluster.Rolls.Should().BeEmpty("stable has three of six");
        _cluster.Floors[Stable].Should().Be(6);
        _cluster.Instances[Stable] = [.. Enumerable.Range(0, 6).Select(number => InstanceOf(Stable, number))];
        await Reconciler.ReconcileAsync(Canary, default);
        _cluster.Rolls.Should().ContainSingle();
    }

    [Fact]
    public async Task ReconcileAsync_StableMayNotHaveSoMany_SaysWhatItIsKeptAt()
    {
        _cluster.MaxFloor = 2;

        await SucceedAsync(One);

        _lines.All.Should().Contain(line => line.Contains("api/stable is kept at no fewer than 2 instances, not at the 3", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReconcileAsync_JudgedAboveItsShare_SaysSoOnce()
    {
        await SucceedAsync(One);
        _cluster.Instances[Canary] = [InstanceOf(Canary, 0)];
        _cluster.Instances[Stable] = [InstanceOf(Stable, 0)];

        await Reconciler.ReconcileAsync(Canary, default);
        await Reconciler.ReconcileAsync(Canary, default);

        _lines.All.Should().ContainSingle(line => line.Contains("api/canary has 50", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReconcileAsync_NoInstanceOfStableIsReady_MeasuresTheCanaryAlone()
    {
        await SucceedAsync(One);
        _cluster.Instances[Stable] = [];
        _time.Advance(TimeSpan.FromMinutes(1));
        _measurements.Next = (Tracks.Of(200), null);

        await Reconciler.ReconcileAsync(Canary, default);

        _measurements.Baselines.Last().Should().BeNull();
    }

    private (ReleaseRequests Requests, Reconciler Reconciler) Open(AnalysisPolicy? analysis)
    {
        var policy = new RolloutPolicy(
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), RollBack: true, ScaleToZero: true, analysis);
        var promotion = new PromotionPolicy(false, TimeSpan.Zero, 0, TimeSpan.FromDays(1), RequireVerdict: false, []);
        var catalog = new ReleaseCatalog(
        [
            new ReleasedTrack(
                Canary, ImageReference.Parse("api:canary"), null, TimeSpan.Zero, policy with { Promotion = promotion }, MaxCanaryShare: 0.25),
            new ReleasedTrack(Stable, ImageReference.Parse("api:stable"), null, TimeSpan.Zero, policy with { ScaleToZero = false }),
        ]);
        var telemetry = new RolloutTelemetry(new TestMeters());
        var requests = new ReleaseRequests(catalog, _cluster, _queue, _time, NullLogger<ReleaseRequests>.Instance);
        return (requests, new Reconciler(
            catalog,
            _cluster,
            _cluster,
            _registry,
            _measurements,
            new ShareGuardian(_cluster, _time, _logging.CreateLogger<ShareGuardian>()),
            requests,
            _queue,
            _journal,
            telemetry,
            new PhaseChanges(telemetry, new NoRolloutEvents(), NullLogger<PhaseChanges>.Instance),
            _time,
            NullLogger<Reconciler>.Instance));
    }

    private async Task SucceedAsync(Digest digest)
    {
        await PushAsync(digest);
        await Reconciler.ReconcileAsync(Canary, default);
        await Reconciler.ReconcileAsync(Canary, default);
        (await LatestAsync()).Phase.Should().Be(RolloutPhase.Succeeded);
    }

    private async Task<Rollout> LatestAsync() => (await _cluster.ReadAsync(Canary, default)).Status.Latest!;

    private async Task PushAsync(Digest digest)
    {
        _registry.Tags["api:canary"] = digest;
        await Requests.AcceptAsync(new PushEvent(ImageReference.Parse("api:canary"), null, null, null, "test"), default);
    }

    private static Instance InstanceOf(TrackKey track, int number) => new(
        $"{track.Service}-{track.Track}-{number}",
        null,
        new Release(ImageReference.Parse("api:stable"), One),
        null,
        "Running",
        Ready: true,
        Restarts: 0,
        DateTimeOffset.UnixEpoch,
        null);

    private sealed class FakeMeasurements : IMeasurements
    {
        public (TrackMeasurement? Candidate, TrackMeasurement? Baseline) Next { get; set; }

        public List<TrackKey?> Baselines { get; } = [];

        public Task<Measurement> MeasureAsync(
            TrackKey candidate, Release release, TrackKey? baseline, TimeSpan window, CancellationToken cancellationToken)
        {
            Baselines.Add(baseline);
            return Task.FromResult(new Measurement(
                DateTimeOffset.UnixEpoch, window, Next.Candidate, Next.Baseline, Next.Candidate is null ? "nobody answers" : null));
        }
    }
}

using Deployer.Control;
using Deployer.Images;
using Deployer.Rollouts;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tests.Fakes;

namespace Tests.Control;

public sealed class RepairPollTests : IDisposable
{
    private static readonly Digest One = Digest.Parse("sha256:" + new string('1', 64));
    private static readonly Digest Two = Digest.Parse("sha256:" + new string('2', 64));

    private static readonly ReleasedTrack Track = new(
        new TrackKey("api", "canary"),
        ImageReference.Parse("api:canary"),
        null,
        TimeSpan.FromMinutes(5),
        new RolloutPolicy(default, default, default, RollBack: true, ScaleToZero: true));

    private readonly FakeCluster _cluster = new();
    private readonly FakeRegistry _registry = new();
    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue<TrackKey> _queue;
    private readonly RepairPoll _poll;

    public RepairPollTests()
    {
        var catalog = new ReleaseCatalog([Track]);
        _queue = new WorkQueue<TrackKey>(_time);
        var requests = new ReleaseRequests(catalog, _cluster, _queue, _time, NullLogger<ReleaseRequests>.Instance);
        _poll = new RepairPoll(catalog, _cluster, _registry, requests, _time, NullLogger<RepairPoll>.Instance);
    }

    public void Dispose() => _queue.Dispose();

    [Fact]
    public async Task StepAsync_TagMeansSomethingNew_AsksForIt()
    {
        await MeantAsync(One);
        _registry.Tags["api:canary"] = Two;

        (await _poll.StepAsync(Track, default)).Should().BeTrue();

        var desired = (await _cluster.ReadAsync(Track.Key, default)).Desired!;
        desired.Digest.Should().Be(Two);
        desired.Source.Should().Be("poll");
    }

    [Fact]
    public async Task StepAsync_TagMeansTheSame_AsksForNothing()
    {
        await MeantAsync(One);
        _registry.Tags["api:canary"] = One;

        (await _poll.StepAsync(Track, default)).Should().BeFalse();
    }

    [Fact]
    public async Task StepAsync_NoSuchTag_AsksForNothing() =>
        (await _poll.StepAsync(Track, default)).Should().BeFalse();

    [Fact]
    public async Task StepAsync_ARequestWaits_LeavesItAlone()
    {
        _registry.Tags["api:canary"] = One;
        (await _poll.StepAsync(Track, default)).Should().BeTrue();
        _registry.Tags["api:canary"] = Two;

        (await _poll.StepAsync(Track, default)).Should().BeFalse();
    }

    [Fact]
    public async Task StepAsync_OnlyPromotedSoFar_KeepsThatUntilTheTagChanges()
    {
        var promoted = TrackStatus.Empty with { Latest = Promoted() };
        await _cluster.WriteStatusAsync(Track.Key, promoted, TrackStatus.Empty, default);
        _registry.Tags["api:canary"] = One;
        (await _poll.StepAsync(Track, default)).Should().BeFalse("it was pushed before the promotion");
        (await _poll.StepAsync(Track, default)).Should().BeFalse();
        _registry.Tags["api:canary"] = Two;

        (await _poll.StepAsync(Track, default)).Should().BeTrue();
    }

    private Rollout Promoted() => new(
        "a", Track.Key, ["a"], "promotion", Track.Image, Two, From: null, RolloutPhase.Succeeded, Progress: default, Furthest: null,
        _time.GetUtcNow(), _time.GetUtcNow(), _time.GetUtcNow(), _time.GetUtcNow(), "", Kind: RequestKind.Promotion);

    private Task MeantAsync(Digest digest) =>
        _cluster.WriteStatusAsync(Track.Key, TrackStatus.Empty with { TagMeant = digest }, TrackStatus.Empty, default);
}

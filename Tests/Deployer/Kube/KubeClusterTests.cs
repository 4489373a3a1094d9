using Deployer.Control;
using Deployer.Rollouts;
using k8s.Models;
using Tests.Cluster;
using Tests.Contract;

namespace Tests.Kube;

/// <summary>The adapter by itself on a real cluster, under the account that the Deployer has there.</summary>
[Trait("Category", "Cluster")]
public sealed class KubeClusterTests : IAsyncLifetime
{
    private KubeBench _bench = null!;
    private KubeAdapter _adapter = null!;

    public async Task InitializeAsync()
    {
        _bench = await KubeBench.CreateAsync();
        _adapter = KubeAdapter.Open(_bench);
    }

    public async Task DisposeAsync()
    {
        await _adapter.DisposeAsync();
        await _bench.DisposeAsync();
    }

    [ClusterFact]
    public async Task RollAsync_Release_IsTheTemplateWithItsCauseAndStartsFromZero()
    {
        var release = await _bench.ReleaseAsync("one");

        await _adapter.RollAsync(release);
        await _adapter.CompletedAsync(release);

        var deployment = await _bench.DeploymentAsync();
        deployment.Spec.Template.Spec.Containers.Single().Image.Should().Be(release.ToString());
        deployment.GetAnnotation("kubernetes.io/change-cause").Should().Be($"Slipway: {release}");
        deployment.Spec.Replicas.Should().Be(KubeBench.Replicas);
        (await _adapter.ObserveAsync()).Progress.Should().Be(new RolloutProgress(2, 2, 2, 0));
    }

    [ClusterFact]
    public async Task RollAsync_SameReleaseAgain_ChangesNothing()
    {
        var release = await _bench.ReleaseAsync("one");
        await _adapter.RollAsync(release);
        var before = await _bench.DeploymentAsync();

        await _adapter.RollAsync(release);

        (await _bench.DeploymentAsync()).Metadata.Generation.Should().Be(before.Metadata.Generation);
    }

    [ClusterFact]
    public async Task RollAsync_ScaledMeanwhile_KeepsTheNumber()
    {
        await _adapter.RollAsync(await _bench.ReleaseAsync("one"));
        await Kubectl.RunAsync("-n", _bench.Namespace, "scale", "deployment/api-canary", "--replicas=3");

        var next = await _bench.ReleaseAsync("two");
        await _adapter.RollAsync(next);

        (await _bench.DeploymentAsync()).Spec.Replicas.Should().Be(3);
    }

    [ClusterFact]
    public async Task ObserveAsync_Crash_IsCrashLoopBackOffWithExitCodeAndLastLines()
    {
        await _adapter.RollAsync(await _bench.ReleaseAsync("bad", Behaviour.Crashes));

        var fault = (await _adapter.ObservedAsync(seen => seen.Faults.Count > 0)).Faults[0];

        fault.Reason.Should().Be("CrashLoopBackOff");
        fault.Instance.Should().StartWith("api-canary-");
        fault.Message.Should().Match(
            "container api: exit code 3, * restarts; last log lines: starting up | boom: there is no key store");
    }

    [ClusterFact]
    public async Task ObserveAsync_ImageThatIsNotThere_IsAFault()
    {
        var release = await _bench.ReleaseAsync("one");
        var missing = release with { Digest = Deployer.Images.Digest.Parse($"sha256:{new string('0', 64)}") };
        await _adapter.RollAsync(missing);

        // The kubelet says it after each try, and in between only that it waits for the next one.
        var seen = await _adapter.ObservedAsync(seen => seen.Faults.Any(IsNotFound));

        seen.Template.Should().Be(missing);
        seen.Faults.First(IsNotFound).Reason.Should().BeOneOf("ErrImagePull", "ImagePullBackOff");

        static bool IsNotFound(InstanceFault fault) => fault.Message.Contains("not found", StringComparison.Ordinal);
    }

    [ClusterFact]
    public async Task ObserveAsync_RolledBack_ShowsNoFaultOfTheBadOne()
    {
        var good = await _bench.ReleaseAsync("good");
        await _adapter.RollAsync(good);
        await _adapter.CompletedAsync(good);
        await _adapter.RollAsync(await _bench.ReleaseAsync("bad", Behaviour.Crashes));
        await _adapter.ObservedAsync(seen => seen.Faults.Count > 0);

        await _adapter.RollAsync(good);

        var seen = await _adapter.ObserveAsync();
        seen.Template.Should().Be(good);
        seen.Faults.Should().BeEmpty();
        await _adapter.CompletedAsync(good);
    }

    [ClusterFact]
    public async Task ObserveAsync_UndoneByHand_ShowsWhatIsThereAndKeepsTheRecord()
    {
        var first = await _bench.ReleaseAsync("one");
        var second = await _bench.ReleaseAsync("two");
        await _adapter.RollAsync(first);
        await _adapter.CompletedAsync(first);
        await _adapter.RollAsync(second);
        await _adapter.CompletedAsync(second);
        var status = TrackStatus.Empty with { Answered = "second" };
        await _adapter.Records.WriteStatusAsync(_bench.Track, status, TrackStatus.Empty, default);

        await Kubectl.RunAsync("-n", _bench.Namespace, "rollout", "undo", "deployment/api-canary");

        (await _adapter.CompletedAsync(first)).Template.Should().Be(first);
        (await _adapter.Records.ReadAsync(_bench.Track, default)).Status.Answered.Should().Be("second");
        (await Kubectl.RunAsync("-n", _bench.Namespace, "rollout", "history", "deployment/api-canary"))
            .Should().Contain($"Slipway: {first}").And.Contain($"Slipway: {second}");
    }

    [ClusterFact]
    public async Task ScaleToZeroAsync_Track_HasNoTemplateAndNoInstances()
    {
        var release = await _bench.ReleaseAsync("one");
        await _adapter.RollAsync(release);
        await _adapter.CompletedAsync(release);

        await _adapter.Workloads.ScaleToZeroAsync(_bench.Track, default);

        var seen = await _adapter.ObservedAsync(seen => seen.Progress.Outdated == 0);
        seen.Template.Should().BeNull();
        seen.Progress.Wanted.Should().Be(0);
    }

    [ClusterFact]
    public async Task WatchAsync_Change_IsTold()
    {
        await using var watch = await _adapter.WatchAsync();

        await Kubectl.RunAsync("-n", _bench.Namespace, "scale", "deployment/api-canary", "--replicas=1");

        (await watch.NextAsync(TimeSpan.FromSeconds(30))).Should().Be(_bench.Track);
    }

    [ClusterFact]
    public async Task WatchAsync_WhileItRuns_AnswersFromMemoryWhatIsTrue()
    {
        await using var watch = await _adapter.WatchAsync();
        var first = await _bench.ReleaseAsync("one");
        var second = await _bench.ReleaseAsync("two");

        foreach (var release in new[] { first, second, first })
        {
            await _adapter.RollAsync(release);
            (await _adapter.ObserveAsync()).Template.Should().Be(release);
            await _adapter.CompletedAsync(release);
            (await _bench.ReadyImagesAsync()).Should().Equal($"{release}", $"{release}");
        }
    }

    [ClusterFact]
    public async Task Adapter_Forbidden_SaysWhatItMayNot()
    {
        await _bench.ForbidAsync();

        var observe = () => _adapter.ObserveAsync();

        await observe.Should().ThrowAsync<ClusterUnavailableException>()
            .WithMessage("the Deployer may not list deployments 'api-canary' in namespace '*'; Deployer/Kube/rbac.yaml lists *");
    }
}

using Deployer.Images;
using Deployer.Rollouts;
using Tests.Fakes;

namespace Tests.Contract;

/// <summary>
/// What every cluster must do under the Deployer. The cases are called by the tests of each adapter, so that each can say by
/// itself when it runs.
/// </summary>
public abstract class TrackContract : IAsyncLifetime
{
    private readonly FakeRegistry _registry = new();
    private readonly FakeHistory _history = new();
    private IContractCluster _cluster = null!;

    public async Task InitializeAsync() => _cluster = await CreateAsync();

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    private protected abstract Task<IContractCluster> CreateAsync();

    protected async Task RollsAReleaseAsync()
    {
        await using var deployer = await StartAsync();
        var digest = await TagAsync("one", Behaviour.Serves);

        var rollout = await deployer.EndedAsync(await deployer.PushAsync());

        rollout.Phase.Should().Be(RolloutPhase.Succeeded, rollout.Message);
        var seen = await deployer.ObserveAsync();
        seen.Template!.Digest.Should().Be(digest);
        seen.Progress.IsComplete.Should().BeTrue();
        var instances = await deployer.InstancesAsync();
        instances.Where(instance => instance.Ready).Should().HaveCount(seen.Progress.Wanted)
            .And.OnlyContain(instance => instance.Release.Digest == digest && instance.Address != null);
    }

    protected async Task SupersedesWhileRollingAsync()
    {
        await using var deployer = await StartAsync();
        await TagAsync("never", Behaviour.NeverReady);
        var first = await deployer.PushAsync();
        await deployer.SeenAsync(first, rollout => rollout.Progress.Updated > 0);

        var digest = await TagAsync("next", Behaviour.Serves);
        var second = await deployer.EndedAsync(await deployer.PushAsync());

        second.Phase.Should().Be(RolloutPhase.Succeeded, second.Message);
        (await deployer.EndedAsync(first)).Phase.Should().Be(RolloutPhase.Superseded);
        (await deployer.ObserveAsync()).Template!.Digest.Should().Be(digest);
    }

    protected async Task FailsAndRollsBackAsync()
    {
        await using var deployer = await StartAsync();
        var good = await TagAsync("good", Behaviour.Serves);
        await deployer.EndedAsync(await deployer.PushAsync());

        await TagAsync("bad", Behaviour.Crashes);
        var rollout = await deployer.EndedAsync(await deployer.PushAsync());

        rollout.Phase.Should().Be(RolloutPhase.RolledBack, rollout.Message);
        rollout.Message.Should().Contain("CrashLoopBackOff").And.Contain("boom");
        var seen = await deployer.ObserveAsync();
        seen.Template!.Digest.Should().Be(good);
        seen.Progress.IsComplete.Should().BeTrue();
    }

    protected async Task SurvivesARestartOfTheDeployerAsync()
    {
        var digest = await TagAsync("one", Behaviour.Serves);
        var deployer = await StartAsync();
        var id = await deployer.PushAsync();
        await deployer.SeenAsync(id, rollout => rollout.Phase == RolloutPhase.Progressing);
        await deployer.KillAsync();

        await using var next = await StartAsync();
        var rollout = await next.EndedAsync(id);

        rollout.Phase.Should().Be(RolloutPhase.Succeeded, rollout.Message);
        rollout.Requests.Should().Equal(id);
        (await next.ObserveAsync()).Template!.Digest.Should().Be(digest);
    }

    protected async Task RollsOneDigestOnceAsync()
    {
        await using var deployer = await StartAsync();
        await TagAsync("one", Behaviour.Serves);

        var ids = new[] { await deployer.PushAsync(), await deployer.PushAsync(), await deployer.PushAsync() };
        var rollouts = await Task.WhenAll(ids.Select(deployer.EndedAsync));

        rollouts.Should().OnlyContain(rollout => rollout.Phase == RolloutPhase.Succeeded);
        rollouts.Select(rollout => rollout.Id).Distinct().Should().ContainSingle();
    }

    protected async Task RefusesAnUnknownImageAsync()
    {
        await using var deployer = await StartAsync();
        var good = await TagAsync("good", Behaviour.Serves);
        await deployer.EndedAsync(await deployer.PushAsync());

        _registry.Tags.Clear();
        var rollout = await deployer.EndedAsync(await deployer.PushAsync());

        rollout.Phase.Should().Be(RolloutPhase.Failed);
        rollout.Message.Should().Contain("there is no image");
        var seen = await deployer.ObserveAsync();
        seen.Template!.Digest.Should().Be(good);
        seen.Progress.IsComplete.Should().BeTrue();
    }

    protected async Task ScalesAndBackAsync()
    {
        await using var deployer = await StartAsync();
        var digest = await TagAsync("one", Behaviour.Serves);
        await deployer.EndedAsync(await deployer.PushAsync());
        var configured = (await deployer.ObserveAsync()).Progress.Wanted;

        await deployer.ScaleAsync(configured + 1);
        await deployer.HasAsync(configured + 1);
        await deployer.ScaleAsync(null);
        await deployer.HasAsync(configured);

        (await deployer.ObserveAsync()).Template!.Digest.Should().Be(digest);
        await deployer.ScaleToZeroAsync();
        await deployer.ScaleAsync(configured + 1);
        await deployer.HasAsync(0);
        (await deployer.ObserveAsync()).Template.Should().BeNull("a track that has none gets none");
    }

    private Task<ContractDeployer> StartAsync() => ContractDeployer.StartAsync(_cluster, _registry, _history);

    private async Task<Digest> TagAsync(string name, Behaviour behaviour)
    {
        var digest = await _cluster.MakeAsync(name, behaviour);
        _registry.Tags[_cluster.Image.Familiar] = digest;
        return digest;
    }
}

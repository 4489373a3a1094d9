using Deployer.Control;
using Deployer.Rollouts;
using Tests.Cluster;
using Tests.Contract;
using Tests.Fakes;

namespace Tests.Kube;

[Trait("Category", "Cluster")]
public sealed class UnreachableTests : IAsyncLifetime
{
    private KubeBench _bench = null!;

    public async Task InitializeAsync() => _bench = await KubeBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ClusterFact]
    public async Task Push_ApiServerAway_IsToldSoAndWorksOnceItIsBack()
    {
        var line = _bench.UseLine();
        var registry = new FakeRegistry();
        await using var deployer = await ContractDeployer.StartAsync(_bench, registry, new FakeHistory());
        await RollAsync("before");

        line.Cut();
        var push = () => deployer.PushAsync();

        for (var i = 0; i < 3; i++)
        {
            await push.Should().ThrowAsync<ClusterUnavailableException>().WithMessage("the Kubernetes API *");
        }

        line.Mend();
        await EventuallyAsync(push);
        await RollAsync("after");
        deployer.Lines.All.Should().Contain(text => text.Contains("no longer leads"));

        async Task RollAsync(string name)
        {
            registry.Tags[_bench.Image.Familiar] = await _bench.MakeAsync(name, Behaviour.Serves);
            var rollout = await deployer.EndedAsync(await deployer.PushAsync());
            rollout.Phase.Should().Be(RolloutPhase.Succeeded, rollout.Message);
        }
    }

    // As a registry that sends again when it was told to.
    private static async Task EventuallyAsync(Func<Task> push)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                await push();
                return;
            }
            catch (ClusterUnavailableException)
            {
                await Task.Delay(200, limit.Token);
            }
        }
    }
}

using Tests.Contract;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>Two Deployers with the Lease's own defaults.</summary>
[Trait("Category", "Cluster")]
public sealed class LeaderTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = Eventually.Longest;
    private KubeBench _bench = null!;

    public async Task InitializeAsync() => _bench = await KubeBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ClusterFact]
    public async Task Leader_KilledInTheMiddleOfARollout_IsReplacedAndTheRolloutGoesOn()
    {
        await using var templates = new TemplateLog(_bench.Namespace);
        var first = await StartAsync();
        await first.UntilAsync(Limit, "the first leads", () => Leads(first));
        await using var second = await StartAsync();
        var one = await _bench.MakeAsync("one", Behaviour.Serves);

        // Any replica takes webhooks.
        await second.UntilAsync(await second.PushAsync(_bench, one), "Succeeded");
        var two = await _bench.MakeAsync("two", "serve", "8");
        var rollout = await second.PushAsync(_bench, two);
        await second.UntilAsync(rollout, "Progressing");
        await second.UntilAsync(Limit, "pods are being replaced", async () =>
            templates.Last.EndsWith($"{two}", StringComparison.Ordinal) && (await second.PhaseAsync(rollout)).Phase == "Progressing");
        (await Leads(second)).Should().BeFalse();

        await first.DisposeAsync();
        await second.UntilAsync(Limit, "the second leads", () => Leads(second));

        await second.UntilAsync(rollout, "Succeeded");
        await templates.HasAsync(2);
        templates.Images.Should().Equal($"{_bench.Image}@{one}", $"{_bench.Image}@{two}");
    }

    private Task<DeployerProcess> StartAsync() => ClusterDeployer.StartAsync(
        _bench,
        ("Kube:Lease:Duration", null),
        ("Kube:Lease:RenewDeadline", null),
        ("Kube:Lease:RetryPeriod", null));

    private static Task<bool> Leads(DeployerProcess deployer) =>
        Task.FromResult(deployer.Lines.Any(line => line.EndsWith(" leads", StringComparison.Ordinal)));
}

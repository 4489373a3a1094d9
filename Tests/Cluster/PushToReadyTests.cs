using Deployer.Images;
using Tests.Contract;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>The whole way with nothing in between that is not real: a push, the registry's own notification, Ready pods.</summary>
[Trait("Category", "Cluster")]
[Collection(NotifiedCollection.Name)]
public sealed class PushToReadyTests
{
    private static readonly TimeSpan Limit = Eventually.Longest;

    [NotifiedFact]
    public async Task Push_GoodThenCrashing_IsReadyAndThenBackWithoutAHandBetween()
    {
        await using var cluster = await KubeBench.CreateAsync();
        await using var deployer = await StartAsync(cluster);

        var good = await cluster.MakeAsync("good", Behaviour.Serves);
        await deployer.UntilAsync(Limit, "the pushed digest is ready", () => OnlyReadyAsync(cluster, $"{good}"));

        var bad = await cluster.MakeAsync("bad", Behaviour.Crashes);
        await deployer.UntilAsync(Limit, "the crashing digest is rolled back", async () =>
            deployer.Output.Contains("RolledBack", StringComparison.Ordinal) && await OnlyReadyAsync(cluster, $"{good}"));
        deployer.Output.Should().Contain("CrashLoopBackOff").And.Contain($"{bad}");
    }

    [NotifiedFact]
    public async Task Kill_InTheMiddleOfARollout_TheNextDeployerCompletesIt()
    {
        await using var cluster = await KubeBench.CreateAsync();
        Digest two;
        await using (var first = await StartAsync(cluster))
        {
            var one = await cluster.MakeAsync("one", Behaviour.Serves);
            await first.UntilAsync(Limit, "the first digest is ready", () => OnlyReadyAsync(cluster, $"{one}"));
            two = await cluster.MakeAsync("two", "serve", "3");
            await first.UntilAsync(Limit, "the second rollout has begun", () => Task.FromResult(
                first.Output.Split("Progressing", StringSplitOptions.None).Length > 2));
            await first.KillAsync();
        }

        await using var second = await StartAsync(cluster);
        await second.UntilAsync(Limit, "the second digest is ready", () => OnlyReadyAsync(cluster, $"{two}"));
    }

    private static Task<DeployerProcess> StartAsync(KubeBench cluster)
    {
        var notify = NotifiedFactAttribute.Address
            ?? throw new InvalidOperationException("SLIPWAY_TEST_NOTIFY does not say where the registry notifies");
        return DeployerProcess.StartAsync(notify, cluster.Configuration().Concat(
        [
            new("Webhooks:Secret", notify.Segments[^1]),

            // Whoever listens first is told of every push that there was before.
            new("Webhooks:PerMinute", "0"),
            new($"Releases:{cluster.Track.Service}:Repository", $"{cluster.Image.Repository}"),
            new($"Releases:{cluster.Track.Service}:Tracks:{cluster.Track.Track}:Tag", cluster.Image.Tag),
        ]));
    }

    private static async Task<bool> OnlyReadyAsync(KubeBench cluster, string digest)
    {
        var ready = await cluster.ReadyImagesAsync();
        return ready.Count == KubeBench.Replicas && ready.All(image => image.EndsWith(digest, StringComparison.Ordinal));
    }
}

using System.Diagnostics;
using System.Net;
using Tests.Contract;
using Tests.Kube;

namespace Tests.Cluster;

/// <summary>The real Deployer while the API server cannot be reached for a minute: what is sent there does not arrive.</summary>
[Trait("Category", "Cluster")]
public sealed class UnreachableTests : IAsyncLifetime
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);
    private KubeBench _bench = null!;

    public async Task InitializeAsync() => _bench = await KubeBench.CreateAsync();

    public async Task DisposeAsync() => await _bench.DisposeAsync();

    [ClusterFact]
    public async Task Webhook_ApiServerAwayForAMinute_IsToldToComeAgainAndWorkGoesOnAfterwards()
    {
        var line = _bench.UseLine();
        await using var deployer = await ClusterDeployer.StartAsync(_bench, ("Kube:RequestTimeout", "00:00:02"));
        var good = await _bench.MakeAsync("good", Behaviour.Serves);
        await deployer.UntilAsync(await deployer.PushAsync(_bench, good), "Succeeded");
        var bad = await deployer.PushAsync(_bench, await _bench.MakeAsync("bad", Behaviour.NeverReady));
        await deployer.UntilAsync(bad, "Progressing");
        var next = await _bench.MakeAsync("next", Behaviour.Serves);

        line.Cut();
        var away = Stopwatch.StartNew();
        while (away.Elapsed < Away)
        {
            var asked = Stopwatch.StartNew();
            using var answer = await deployer.SendAsync(_bench, next);
            asked.Elapsed.Should().BeLessThan(LongestAnswer);
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            answer.Headers.RetryAfter!.Delta.Should().BePositive();
            using var live = await deployer.Client.GetAsync("/health/live");
            live.StatusCode.Should().Be(HttpStatusCode.OK, "a start anew would not help");
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        line.Mend();
        var rollout = await deployer.PushAsync(_bench, next);
        await deployer.UntilAsync(rollout, "Succeeded");
        (await _bench.ReadyImagesAsync()).Should().OnlyContain(image => image.EndsWith($"{next}"));
        deployer.Output.Should().Contain("no longer leads");
    }
}

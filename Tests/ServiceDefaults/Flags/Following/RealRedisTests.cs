using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Redis;
using Tests.Tools;

namespace Tests.Flags;

/// <summary>Against Debian's redis-server; the rest of the tests have Garnet.</summary>
[Collection(AloneCollection.Name)]
public sealed class RealRedisTests
{
    private const int Kills = 3;

    [ToolFact("redis-server")]
    public async Task Kill_UnderLoad_NoEvaluationFailsAndNoAcknowledgedFlipIsLost()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var one = await StartAsync(redis);
        await using var two = await StartAsync(redis);
        await using var three = await StartAsync(redis);
        FlagHost[] hosts = [one, two, three];
        await using var connection = await RedisServer.ConnectAsync(redis.ConnectionString);
        var flips = new Flips(await connection.StoreAsync());
        await flips.FlipAsync();
        using var end = new CancellationTokenSource();
        var load = hosts.Select(host => LoadAsync(host, end.Token)).ToArray();
        var flipping = flips.RunAsync(end.Token);

        for (var kill = 0; kill < Kills; kill++)
        {
            await flips.SomeMoreAsync();
            await redis.KillAsync();
            await Task.Delay(300);
            await redis.RestartAsync();
        }

        await flips.SomeMoreAsync();
        await end.CancelAsync();
        await flipping;
        var evaluations = await Task.WhenAll(load);

        evaluations.Should().OnlyContain(count => count.Failed == 0 && count.Made > 1000);
        await flips.AreAllThereAsync();
        foreach (var host in hosts)
        {
            await host.BecomesAsync(Flips.Flag, await flips.StandsAtAsync());
            await host.SaysAsync("Redis, version");
        }
    }

    [ToolFact("redis-server")]
    public async Task Flip_OnRedis_IsSeenAndRememberedAsOnGarnet()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var host = await FlagHost.StartAsync(redis.ConnectionString, ("Flags:CheckPeriod", "01:00:00"));
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var store = await connection.StoreAsync();

        var first = (await store.SetAsync(TestFlags.Define("set"))).Flag!;
        await host.BecomesAsync("set", on: true);
        var late = await store.ChangeAsync(new FlagEdit(
            "set", null, FlagExpectation.Absent, "", "", FlagChangeKind.Delete));
        var gone = await store.ChangeAsync(new FlagEdit(
            "set", null, FlagExpectation.Of(first.Version), "", "", FlagChangeKind.Delete));
        await host.BecomesAsync("set", on: false);

        late.Kind.Should().Be(FlagOutcomeKind.Conflict);
        gone.Kind.Should().Be(FlagOutcomeKind.Done);
        (await store.HistoryAsync("set", 10)).Select(change => change.Kind)
            .Should().Equal(FlagChangeKind.Delete, FlagChangeKind.Set);
    }

    private static Task<FlagHost> StartAsync(RedisProcess redis) =>
        FlagHost.StartAsync(redis.ConnectionString, ("Flags:CheckPeriod", "00:00:00.5"));

    private static Task<(long Made, long Failed)> LoadAsync(FlagHost host, CancellationToken end) => Task.Run(async () =>
    {
        long made = 0, failed = 0;
        while (!end.IsCancellationRequested)
        {
            try
            {
                await host.IsOnAsync(Flips.Flag);
                await host.IsOnAsync("undefined");
            }
            catch (Exception)
            {
                // What it is does not matter: none may be.
                failed++;
            }

            if (++made % 100 == 0)
            {
                await Task.Delay(1, CancellationToken.None);
            }
        }

        return (made, failed);
    });

    /// <summary>Flips one flag again and again, and knows which flips were acknowledged.</summary>
    private sealed class Flips(FlagStore store)
    {
        public const string Flag = "flipped";
        private readonly List<string> _acknowledged = [];
        private bool _on;

        public async Task FlipAsync()
        {
            _on = !_on;
            var outcome = await store.SetAsync(TestFlags.Define(Flag, _on));
            lock (_acknowledged)
            {
                _acknowledged.Add(outcome.Flag!.Version);
            }
        }

        public async Task RunAsync(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    await FlipAsync();
                    await Task.Delay(20, CancellationToken.None);
                }
                catch (FlagStoreUnavailableException)
                {
                    await Task.Delay(100, CancellationToken.None);
                }
            }
        }

        public async Task SomeMoreAsync()
        {
            var before = Count();
            await Eventually.TrueAsync(() => Count() > before + 10);
        }

        public async Task<bool> StandsAtAsync() => (await store.FindAsync(Flag))!.IsEnabled;

        public async Task AreAllThereAsync()
        {
            var history = await store.HistoryAsync(null, FlagStore.MaxHistoryOfAll);
            _acknowledged.Count.Should().BeInRange(Kills * 10, FlagStore.MaxHistoryOfAll);
            history.Select(change => change.Version).Should().Contain(_acknowledged);
        }

        private int Count()
        {
            lock (_acknowledged)
            {
                return _acknowledged.Count;
            }
        }
    }
}

using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Redis;

namespace Tests.Flags;

public sealed class UsageTests
{
    [Fact]
    public async Task Report_EvaluatedFlags_AreToldOnceWithWhereTheyAreDefined()
    {
        using var server = new RedisServer();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var store = await redis.StoreAsync();
        await store.SetAsync(TestFlags.Define("stored"));
        await store.SetAsync(TestFlags.Define("unused"));
        var before = DateTimeOffset.UtcNow;
        await store.ReportAsync([new FlagEvaluated("gone", "long-ago", before.AddDays(-91), FlagOrigin.Redis)]);
        await using (var host = await FlagHost.StartAsync(
            server.ConnectionString,
            ("Instance:Service", "api"),
            ("Flags:ReportPeriod", "00:00:01"),
            ("feature_management:feature_flags:0:id", "local"),
            ("feature_management:feature_flags:0:enabled", "true")))
        {
            await host.IsOnAsync("stored");
            await host.IsOnAsync("local");
            await host.IsOnAsync("nowhere");
            await host.IsOnAsync("no flag can have this name");
            await Eventually.TrueAsync(async () => (await store.EvaluatedAsync()).Count == 3);
            await host.IsOnAsync("late");
        }

        // The last ones are told at the end, and what nobody has evaluated for long is forgotten.
        var evaluated = await store.EvaluatedAsync();
        evaluated.Select(flag => (flag.Service, flag.Id, flag.Origin)).Should().BeEquivalentTo(
        [
            ("api", "stored", FlagOrigin.Redis),
            ("api", "local", FlagOrigin.Local),
            ("api", "nowhere", FlagOrigin.Nowhere),
            ("api", "late", FlagOrigin.Nowhere),
        ]);
        evaluated.Should().OnlyContain(flag => flag.At > before.AddSeconds(-1) && flag.At < before.AddMinutes(1));
    }
}

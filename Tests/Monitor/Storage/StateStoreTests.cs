using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Alerting.Storage;
using Monitor.Storage;
using StackExchange.Redis;
using Tests.Redis;
using Tests.Tools;

namespace Tests.Storage;

/// <summary>What every store promises: in memory, on Garnet as it runs on a developer's machine, and on Redis 7.</summary>
public sealed class StateStoreTests : IClassFixture<RedisServer>, IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private readonly RedisServer _redis;
    private ConnectionMultiplexer _connection = null!;

    public StateStoreTests(RedisServer redis) => _redis = redis;

    public async Task InitializeAsync()
    {
        _connection = await ConnectionMultiplexer.ConnectAsync($"{_redis.ConnectionString},allowAdmin=true");
        await _connection.GetServers()[0].FlushAllDatabasesAsync();
    }

    public async Task DisposeAsync() => await _connection.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task WriteAsync_SeveralMaps_AreReadAgain(bool isRedis) => AreReadAgainAsync(Store(isRedis));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task WriteAsync_FieldIsNotAsExpected_ChangesNothing(bool isRedis) => ChangesNothingAsync(Store(isRedis));

    [Fact]
    public Task LeadAsync_TwoReplicas_OneLeadsAndOnlyItWrites() =>
        OneLeadsAsync(new RedisStateStore(_connection), new RedisStateStore(_connection));

    [Fact]
    public Task ResignAsync_WhoLeads_AnotherLeadsAtOnce() =>
        ResignsAsync(new RedisStateStore(_connection), new RedisStateStore(_connection));

    [ToolFact("redis-server")]
    public async Task Store_OnRedis_PromisesTheSame()
    {
        await using var server = await RedisProcess.StartAsync();
        await using var connection = await ConnectionMultiplexer.ConnectAsync($"{server.ConnectionString},allowAdmin=true");
        foreach (var promise in new Func<RedisStateStore, Task>[]
        {
            AreReadAgainAsync,
            ChangesNothingAsync,
            store => OneLeadsAsync(store, new RedisStateStore(connection)),
            store => ResignsAsync(store, new RedisStateStore(connection)),
        })
        {
            await connection.GetServers()[0].FlushAllDatabasesAsync();
            await promise(new RedisStateStore(connection));
        }
    }

    private static async Task ResignsAsync(RedisStateStore one, RedisStateStore other)
    {
        await one.LeadAsync(Long, default);

        (await other.ResignAsync(default)).Should().BeFalse("it does not lead");
        (await other.LeadAsync(Long, default)).Should().BeFalse();
        (await one.ResignAsync(default)).Should().BeTrue();
        (await other.LeadAsync(Long, default)).Should().BeTrue();
    }

    private static async Task AreReadAgainAsync(IStateStore store)
    {
        await store.LeadAsync(Long, default);

        (await WriteAsync(store, true, new("a", "x", "1"), new("a", "y", "2"), new("b", "x", "3"))).Should().BeTrue();
        (await WriteAsync(store, true, new("a", "x", null), new("b", "x", "4"))).Should().BeTrue();

        (await store.ReadAsync("a", default)).Should().BeEquivalentTo(new Dictionary<string, string> { ["y"] = "2" });
        (await store.ReadAsync("b", default)).Should().BeEquivalentTo(new Dictionary<string, string> { ["x"] = "4" });
        (await store.ReadAsync("c", default)).Should().BeEmpty();
    }

    private static async Task ChangesNothingAsync(IStateStore store)
    {
        await store.LeadAsync(Long, default);
        await WriteAsync(store, true, new StateChange("a", "x", "1"));

        (await WriteAsync(store, true, new("a", "x", "2", "other"), new("a", "y", "2"))).Should().BeFalse();
        (await WriteAsync(store, true, new("a", "z", "2", "anything"), new("a", "y", "2"))).Should().BeFalse();
        (await store.ReadAsync("a", default)).Should().BeEquivalentTo(new Dictionary<string, string> { ["x"] = "1" });
        (await WriteAsync(store, true, new StateChange("a", "x", "2", "1"))).Should().BeTrue();
    }

    private static async Task OneLeadsAsync(RedisStateStore first, RedisStateStore second)
    {
        (await first.LeadAsync(Long, default)).Should().BeTrue();
        (await second.LeadAsync(Long, default)).Should().BeFalse();
        (await first.LeadAsync(Long, default)).Should().BeTrue();
        (await WriteAsync(second, true, new StateChange("a", "x", "1"))).Should().BeFalse();
        (await WriteAsync(second, false, new StateChange("a", "x", "2"))).Should().BeTrue();
        (await WriteAsync(first, true, new StateChange("a", "x", "3"))).Should().BeTrue();

        await first.LeadAsync(TimeSpan.FromMilliseconds(500), default);
        await Eventually.TrueAsync(() => second.LeadAsync(Long, default));
        (await WriteAsync(first, true, new StateChange("a", "x", "4"))).Should().BeFalse();
        (await first.LeadAsync(Long, default)).Should().BeFalse();
    }

    [Fact]
    public async Task ReadAsync_ServerGone_IsUnavailable()
    {
        using var gone = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=100,connectRetry=0");

        var read = () => new RedisStateStore(gone).ReadAsync("a", default);

        await read.Should().ThrowAsync<StateUnavailableException>();
    }

    private IStateStore Store(bool isRedis) =>
        isRedis ? new RedisStateStore(_connection) : new MemoryStateStore(NullLogger<MemoryStateStore>.Instance);

    private static Task<bool> WriteAsync(IStateStore store, bool asLeader, params StateChange[] changes) =>
        store.WriteAsync(changes, asLeader, default);
}

using System.Text.Json;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Redis;

namespace Tests.Flags;

public sealed class FollowingTests : IAsyncLifetime, IDisposable
{
    private static readonly (string, string)[] DefaultOn =
        [("feature_management:feature_flags:0:id", "set"), ("feature_management:feature_flags:0:enabled", "true")];

    // So long that only an announcement can be why something is seen.
    private static readonly (string, string) NoChecks = ("Flags:CheckPeriod", "01:00:00");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slipway-flags");
    private readonly RedisServer _server = new();
    private ConnectionMultiplexer _redis = null!;
    private FlagStore _store = null!;

    private (string, string) Cache => ("Flags:Cache", Path.Combine(_folder.FullName, "cache.json"));

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.ConnectAsync(_server.ConnectionString);
        _store = await _redis.StoreAsync();
    }

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Flip_Announced_IsSeenByEveryInstanceAndGoesBeforeTheDefault()
    {
        await using var one = await FlagHost.StartAsync(_server.ConnectionString, [NoChecks, .. DefaultOn]);
        await using var two = await FlagHost.StartAsync(_server.ConnectionString, [NoChecks, .. DefaultOn]);
        (await one.IsOnAsync("set")).Should().BeTrue();
        await one.SaysAsync("Redis holds none; the local ones hold");

        await _store.SetAsync(TestFlags.Define("set", enabled: false));
        await one.BecomesAsync("set", on: false);
        await two.BecomesAsync("set", on: false);
        await one.SaysAsync("Redis, version 1 of");

        await _store.ChangeAsync(new FlagEdit("set", null, FlagExpectation.Any, "", "", FlagChangeKind.Delete));
        await one.BecomesAsync("set", on: true);
        await two.BecomesAsync("set", on: true);
    }

    [Fact]
    public async Task Flip_AnnouncementIsMissed_IsFoundByTheVersion()
    {
        await using var host = await FlagHost.StartAsync(_server.ConnectionString, ("Flags:CheckPeriod", "00:00:00.2"));
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await host.BecomesAsync("set", on: true);

        await WriteUnannouncedAsync(flag with { Definition = TestFlags.Define("set", enabled: false) }, number: 1);

        await host.BecomesAsync("set", on: false);
    }

    [Fact]
    public async Task RedisGoes_LastKnownHoldsAndReadinessSaysSo_AndFlipsAreSeenAgainWhenItIsBack()
    {
        await using var host = await FlagHost.StartAsync(
            _server.ConnectionString, [("Flags:CheckPeriod", "00:00:00.2"), .. DefaultOn]);
        await _store.SetAsync(TestFlags.Define("set", enabled: false));
        await host.BecomesAsync("set", on: false);

        _server.Stop();
        await host.SaysAsync("the last known hold, version 1 of");
        (await host.IsOnAsync("set")).Should().BeFalse();

        // It comes back empty: that is no reason to forget.
        _server.Start();
        await host.SaysAsync("Redis has lost them; the last known hold, version 1 of");
        (await host.IsOnAsync("set")).Should().BeFalse();

        await _store.ListsAsync(_ => true);
        await _store.SetAsync(TestFlags.Define("set"));
        await host.BecomesAsync("set", on: true);
    }

    [Fact]
    public async Task Start_WithoutRedis_TakesTheKeptFlagsBeforeTheLocalOnes()
    {
        await using (var host = await FlagHost.StartAsync(_server.ConnectionString, [Cache, .. DefaultOn]))
        {
            await _store.SetAsync(TestFlags.Define("set", enabled: false));
            await host.BecomesAsync("set", on: false);
            await Eventually.TrueAsync(() => File.Exists(Cache.Item2));
        }

        _server.Stop();
        await using var again = await FlagHost.StartWithoutRedisAsync(_server.ConnectionString, [Cache, .. DefaultOn]);
        await again.SaysAsync("Redis is away since the start; the kept ones hold, version 1 of");
        (await again.IsOnAsync("set")).Should().BeFalse();
        _folder.GetFiles().Should().ContainSingle();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    public async Task Start_WithoutRedisAndNothingKept_TakesTheLocalOnes(string? kept)
    {
        if (kept is not null)
        {
            await File.WriteAllTextAsync(Cache.Item2, kept);
        }

        _server.Stop();
        await using var host = await FlagHost.StartWithoutRedisAsync(_server.ConnectionString, [Cache, .. DefaultOn]);

        await host.SaysAsync("Redis is away since the start; the local file and the configuration hold");
        (await host.IsOnAsync("set")).Should().BeTrue();
        (await host.IsOnAsync("other")).Should().BeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"definition":{"id":"bad","enabled":true,"description":"\ud800"},"version":"1"}""")]
    [InlineData("""{"definition":{"id":"bad","enabled":true,"\ud800":1},"version":"1"}""")]
    [InlineData("""{"definition":{"id":"bad","enabled":true},"version":"1","why":"\ud800"}""")]
    [InlineData("""{"definition":{"id":"bad","enabled":true},"version":"1","\ud800":1}""")]
    [InlineData("""{"definition":{"id":"bad","enabled":true,"telemetry":{"metadata":{"a":"1","A":"2"}}},"version":"1"}""")]
    public async Task Document_IsNone_IsOffAndCostsItsOwnFlagAlone(string document)
    {
        await _redis.GetDatabase().HashSetAsync("slipway:flags", "bad", document);
        await using var host = await FlagHost.StartAsync(_server.ConnectionString);

        await _store.SetAsync(TestFlags.Define("set"));

        await host.BecomesAsync("set", on: true);
        await host.SaysAsync("flag 'bad' is off, its document is not valid: ");
    }

    [Fact]
    public async Task Document_IsNotValid_CostsItsOwnFlagAlone()
    {
        await using var host = await FlagHost.StartAsync(_server.ConnectionString, ("Flags:CheckPeriod", "00:00:00.2"));
        var good = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await host.BecomesAsync("set", on: true);

        await WriteUnannouncedAsync(
            good with { Definition = TestFlags.Define("set", filters: TestFlags.Filter("Dice")) }, number: 1);
        await host.SaysAsync("flag 'set' stays as it was, its document is not valid: conditions.client_filters[0].name");
        await _store.SetAsync(TestFlags.Define("other"));

        await host.BecomesAsync("other", on: true);
        (await host.IsOnAsync("set")).Should().BeTrue();
    }

    [Fact]
    public async Task Version_OfAStoreThatWasSetBack_IsAnotherThoughTheNumberIsTheSame()
    {
        await using var host = await FlagHost.StartAsync(_server.ConnectionString, ("Flags:CheckPeriod", "00:00:00.2"));
        await _store.SetAsync(TestFlags.Define("set"));
        await host.BecomesAsync("set", on: true);
        await host.SaysAsync("version 1 of");

        await _redis.GetDatabase().KeyDeleteAsync("slipway:flags");
        await _store.SetAsync(TestFlags.Define("set", enabled: false));

        await host.BecomesAsync("set", on: false);
        await host.SaysAsync("version 1 of");
    }

    [Fact]
    public async Task Announcement_FollowsOnWhatIsHeld_IsTakenWithoutAskingRedis()
    {
        await using var host = await FlagHost.StartAsync(_server.ConnectionString, NoChecks);
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await host.BecomesAsync("set", on: true);

        // Redis holds nothing of it: who asks there does not see it.
        await _redis.GetSubscriber().PublishAsync(
            FlagKeys.Changed, TestFlags.Announced(flag, TestFlags.Define("set", enabled: false)).ToMessage());

        await host.BecomesAsync("set", on: false);
        await host.SaysAsync("Redis, version 2 of");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("2.0.another 1.0.none set {}")]
    public async Task Announcement_IsNotUnderstoodOrDoesNotFollow_IsAReasonToLook(string message)
    {
        await using var host = await FlagHost.StartAsync(_server.ConnectionString, NoChecks);
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await host.BecomesAsync("set", on: true);
        await WriteUnannouncedAsync(flag with { Definition = TestFlags.Define("set", enabled: false) }, number: 2);

        await _redis.GetSubscriber().PublishAsync(FlagKeys.Changed, message);

        await host.BecomesAsync("set", on: false);
    }

    [Fact]
    public async Task Changes_OfManyAtOnce_AreFollowedToTheLastByTheirAnnouncements()
    {
        const int Writers = 4;
        await using var one = await FlagHost.StartAsync(_server.ConnectionString, NoChecks);
        await using var two = await FlagHost.StartAsync(_server.ConnectionString, NoChecks);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await using var own = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
            var store = await own.StoreAsync();
            for (var change = 0; change <= 10; change++)
            {
                await store.SetAsync(TestFlags.Define($"flag-{writer}", enabled: change % 2 == writer % 2));
            }
        }));

        foreach (var host in new[] { one, two })
        {
            await host.SaysAsync($"Redis, version {Writers * 11} of");
            for (var writer = 0; writer < Writers; writer++)
            {
                await host.BecomesAsync($"flag-{writer}", on: writer % 2 == 0);
            }
        }
    }

    private Task WriteUnannouncedAsync(StoredFlag flag, long number) => _redis.GetDatabase().HashSetAsync(
        "slipway:flags",
        [
            new HashEntry(flag.Id, JsonSerializer.Serialize(flag, FlagJson.Default.StoredFlag)),
            new HashEntry(":version", new FlagVersion(number, DateTimeOffset.UtcNow, "another").ToString()),
        ]);
}

using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Redis;

namespace Tests.Flags;

public sealed class FlagStoreTests : IAsyncLifetime, IDisposable
{
    private readonly RedisServer _server = new();
    private ConnectionMultiplexer _redis = null!;
    private FlagStore _store = null!;

    public async Task InitializeAsync()
    {
        _redis = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        _store = await _redis.StoreAsync();
    }

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task ChangeAsync_NewFlag_IsThereWithWhoAndWhyAndAnnounced()
    {
        var announced = new TaskCompletionSource<string>();
        await _redis.GetSubscriber().SubscribeAsync(
            RedisChannel.Literal("slipway:flags:changed"), (_, version) => announced.TrySetResult(version!));

        var outcome = await _store.ChangeAsync(new FlagEdit(
            "set", TestFlags.Define("set"), FlagExpectation.Absent, "ann", "to try it", FlagChangeKind.Set));

        outcome.Kind.Should().Be(FlagOutcomeKind.Done);
        var flag = (await _store.FindAsync("SET"))!;
        flag.Should().Match<StoredFlag>(found => found.By == "ann" && found.Why == "to try it" && found.IsEnabled);
        flag.EnabledSince.Should().Be(flag.ChangedAt);
        (await announced.Task.WaitAsync(TimeSpan.FromSeconds(10))).Should().Be(flag.Version);
        FlagVersion.Parse(flag.Version).Number.Should().Be(1);
    }

    [Fact]
    public async Task ChangeAsync_FlagIsNotWhatItWasTakenFor_IsAConflictAndChangesNothing()
    {
        var first = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await _store.SetAsync(TestFlags.Define("set", enabled: false));

        var late = await _store.ChangeAsync(new FlagEdit(
            "set", TestFlags.Define("set"), FlagExpectation.Of(first.Version), "bob", "", FlagChangeKind.Set));
        var twice = await _store.ChangeAsync(new FlagEdit(
            "set", TestFlags.Define("set"), FlagExpectation.Absent, "bob", "", FlagChangeKind.Set));

        late.Kind.Should().Be(FlagOutcomeKind.Conflict);
        late.Flag!.IsEnabled.Should().BeFalse();
        twice.Kind.Should().Be(FlagOutcomeKind.Conflict);
        (await _store.HistoryAsync("set", 10)).Should().HaveCount(2);
    }

    [Fact]
    public async Task ChangeAsync_ManyAtOnce_EachIsMadeOnceOneAfterTheOther()
    {
        const int Writers = 8;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            await using var own = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
            await (await own.StoreAsync()).SetAsync(TestFlags.Define($"flag-{writer}"));
        }));

        (await _store.ListAsync()).Should().HaveCount(Writers);
        (await _store.HistoryAsync(null, 100)).Select(change => FlagVersion.Parse(change.Version).Number)
            .Should().Equal(Enumerable.Range(1, Writers).Reverse().Select(number => (long)number));
    }

    [Fact]
    public async Task HistoryAsync_SetChangedDeleted_TellsFromWhatToWhat()
    {
        await _store.SetAsync(TestFlags.Define("set"));
        await _store.SetAsync(TestFlags.Define("set", enabled: false));
        var delete = new FlagEdit("set", null, FlagExpectation.Any, "ann", "old", FlagChangeKind.Delete);
        (await _store.ChangeAsync(delete)).Kind.Should().Be(FlagOutcomeKind.Done);
        (await _store.ChangeAsync(delete)).Kind.Should().Be(FlagOutcomeKind.Missing);

        var history = await _store.HistoryAsync("set", 10);

        history.Select(change => (change.Kind, Enabled(change.From), Enabled(change.To))).Should().Equal(
            (FlagChangeKind.Delete, false, null), (FlagChangeKind.Set, true, false), (FlagChangeKind.Set, null, true));
        history[0].Should().Match<FlagChange>(change => change.By == "ann" && change.Why == "old");
        (await _store.FindAsync("set")).Should().BeNull();
    }

    [Fact]
    public async Task EnabledSince_WhileItStaysEnabled_IsKept()
    {
        var first = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        var second = (await _store.SetAsync(TestFlags.Define("set", filters: TestFlags.Filter("On")))).Flag!;
        var off = (await _store.SetAsync(TestFlags.Define("set", enabled: false))).Flag!;

        second.EnabledSince.Should().Be(first.ChangedAt);
        off.EnabledSince.Should().BeNull();
    }

    [Theory]
    [InlineData("no document")]
    [InlineData("{}")]
    [InlineData("""{"definition":{"id":"set","enabled":true}}""")]
    [InlineData("""{"definition":{"id":"set","enabled":"yes"},"version":"1","changedAt":"2026-11-25T00:00:00Z","by":"","why":""}""")]
    public async Task ListAsync_DocumentWrittenPastIt_IsListedAsDisabledWithTheFaultAndCanBeOverwritten(string document)
    {
        await _redis.GetDatabase().HashSetAsync("slipway:flags", "set", document);

        var flag = (await _store.ListAsync()).Should().ContainSingle().Subject;
        flag.IsEnabled.Should().BeFalse();
        flag.Why.Should().StartWith("its document in Redis is not valid: ");

        await _store.SetAsync(TestFlags.Define("set"));
        (await _store.FindAsync("set"))!.IsEnabled.Should().BeTrue();
    }

    [Fact]
    public async Task ChangeAsync_RedisIsAway_SaysSo()
    {
        _server.Stop();
        var change = () => _store.SetAsync(TestFlags.Define("set"));

        await change.Should().ThrowAsync<FlagStoreUnavailableException>();
    }

    private static bool? Enabled(System.Text.Json.JsonElement? definition) =>
        definition?.GetProperty("enabled").GetBoolean();
}

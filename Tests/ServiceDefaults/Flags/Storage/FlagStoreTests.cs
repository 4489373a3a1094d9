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
        _redis = await RedisServer.ConnectAsync(_server.ConnectionString);
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
        (await announced.Task.WaitAsync(TimeSpan.FromSeconds(60))).Should().Be(flag.Version);
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

    // Who adds what kills a flag does not want it killed by what has been for long.
    [Fact]
    public async Task MortalSince_EnabledOrGivenWhatKillsIt_BeginsThenAndIsKeptByOtherChanges()
    {
        string[] kill = [TestFlags.Filter("KillOnAlert", """{"Alerts":["a"]}""")];
        string[] same = [TestFlags.Filter("Slipway.KillOnAlert", """{"alerts":["a"]}""")];
        string[] other = [TestFlags.Filter("KillOnAlert", """{"Alerts":["a","b"]}""")];
        var plain = await SetAsync(TestFlags.Define("set"));
        var armed = await SetAsync(TestFlags.Define("set", filters: kill));
        var kept = await SetAsync(TestFlags.Define("set", requirement: "All", filters: same));
        var rearmed = await SetAsync(TestFlags.Define("set", filters: other));
        var off = await SetAsync(TestFlags.Define("set", enabled: false, filters: other));
        var on = await SetAsync(TestFlags.Define("set", filters: other));

        plain.MortalSince.Should().BeNull();
        armed.MortalSince.Should().Be(armed.ChangedAt).And.BeAfter(armed.EnabledSince!.Value);
        kept.MortalSince.Should().Be(armed.ChangedAt);
        rearmed.MortalSince.Should().Be(rearmed.ChangedAt);
        rearmed.EnabledSince.Should().Be(plain.ChangedAt);
        off.MortalSince.Should().BeNull();
        on.MortalSince.Should().Be(on.ChangedAt);
        (await _store.FindAsync("set"))!.MortalSince.Should().Be(on.ChangedAt);
    }

    [Fact]
    public async Task ReportAsync_MoreUndefinedNamesThanThereMayBe_KeepsThoseOfDefinedFlags()
    {
        await _store.ReportAsync([.. Enumerable.Range(0, EvaluatedFlags.MaxUndefined).Select(name => Evaluated($"u{name}", 0))]);

        await _store.ReportAsync([Evaluated("one-more", 0), Evaluated("set", 0) with { Origin = FlagOrigin.Redis }]);

        (await _store.EvaluatedAsync()).Should().HaveCount(EvaluatedFlags.MaxUndefined + 1)
            .And.Contain(flag => flag.Id == "set").And.NotContain(flag => flag.Id == "one-more");
    }

    [Fact]
    public async Task ForgetAsync_LongAgoOrUnreadable_IsForgottenAndTheRestIsKept()
    {
        await _store.ReportAsync([Evaluated("old", 91), Evaluated("new", 89)]);
        await _redis.GetDatabase().HashSetAsync(FlagKeys.Evaluated, "api/broken", "{");
        (await _store.EvaluatedAsync()).Select(flag => flag.Id).Should().BeEquivalentTo("old", "new");

        (await _store.ForgetAsync()).Should().Be(2);

        (await _store.EvaluatedAsync()).Select(flag => flag.Id).Should().Equal("new");
    }

    [Theory]
    [InlineData("no document")]
    [InlineData("""{"definition":{"id":"set","enabled":true,"description":"\ud800"},"version":"1"}""")]
    [InlineData("""{"definition":{"id":"set","enabled":true},"version":"1","by":"\ud800"}""")]
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

    // Times are kept to the tick, but two changes of one tick would be told apart by nothing.
    private async Task<StoredFlag> SetAsync(System.Text.Json.JsonElement definition)
    {
        await Task.Delay(1);
        return (await _store.SetAsync(definition)).Flag!;
    }

    private static FlagEvaluated Evaluated(string id, int daysAgo) =>
        new("api", id, DateTimeOffset.UtcNow - TimeSpan.FromDays(daysAgo), FlagOrigin.Nowhere);

    private static bool? Enabled(System.Text.Json.JsonElement? definition) =>
        definition?.GetProperty("enabled").GetBoolean();
}

using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Flags.Following;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Redis;

namespace Tests.Flags;

public sealed class FlagReadingTests : IAsyncLifetime, IDisposable
{
    private readonly RedisServer _server = new();
    private readonly EvaluationHost _host = new();
    private ConnectionMultiplexer _redis = null!;
    private FlagStore _store = null!;

    private FlagReading Reading => _host.Services.GetRequiredService<FlagReading>();

    public async Task InitializeAsync()
    {
        _redis = await ConnectionMultiplexer.ConnectAsync(_server.ConnectionString);
        _store = await _redis.StoreAsync();
    }

    public async Task DisposeAsync() => await _redis.DisposeAsync();

    public void Dispose()
    {
        _host.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task HearAsync_WhatIsNotSo_HoldsToTheNextLookAlone()
    {
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await LookAsync();
        var forged = TestFlags.Announced(flag, TestFlags.Define("set", enabled: false));

        (await Reading.HearAsync(forged)).Should().BeTrue();
        (await _host.Features.IsEnabledAsync("set")).Should().BeFalse();

        await LookAsync();
        (await _host.Features.IsEnabledAsync("set")).Should().BeTrue();
        Reading.Status.Version.Should().Be(_host.Board.Stored.Version).And.NotBe(forged.Version);
    }

    // The version alone would not tell this one from what is so.
    [Fact]
    public async Task HearAsync_AnotherDocumentOfTheTrueVersion_HoldsToTheNextLookAlone()
    {
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await LookAsync();
        var forged = TestFlags.Announced(flag, TestFlags.Define("set", enabled: false));
        await _redis.GetDatabase().HashSetAsync(FlagKeys.Flags, FlagKeys.Version, forged.Version.ToString());

        (await Reading.HearAsync(forged)).Should().BeTrue();
        (await _host.Features.IsEnabledAsync("set")).Should().BeFalse();

        await LookAsync();
        (await _host.Features.IsEnabledAsync("set")).Should().BeTrue();
        Reading.Status.Version.Should().Be(forged.Version);
    }

    [Fact]
    public async Task HearAsync_BeforeRedisWasSeenOrWhileItIsAway_IsNotTaken()
    {
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        var next = TestFlags.Announced(flag, TestFlags.Define("set", enabled: false));

        (await Reading.HearAsync(next)).Should().BeFalse();
        await LookAsync();
        Reading.Away();
        (await Reading.HearAsync(next)).Should().BeFalse();

        (await _host.Features.IsEnabledAsync("set")).Should().BeTrue();
    }

    [Fact]
    public async Task HearAsync_Again_ChangesNothingAndNeedsNoLook()
    {
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await LookAsync();
        var next = TestFlags.Announced(flag, TestFlags.Define("set", enabled: false));
        await Reading.HearAsync(next);
        var view = _host.Board.View;

        (await Reading.HearAsync(next)).Should().BeTrue();
        (await Reading.HearAsync(next with { Step = null })).Should().BeTrue();

        _host.Board.View.Should().BeSameAs(view);
    }

    // Such a document would end the follower, and with it the process, were it not told from others.
    [Fact]
    public async Task HearAsync_DocumentWithHalfOfASurrogatePair_IsNotTakenAndNoFault()
    {
        var flag = (await _store.SetAsync(TestFlags.Define("set"))).Flag!;
        await LookAsync();
        var broken = TestFlags.Announced(flag, System.Text.Json.JsonElement.Parse("""{"id":"set","enabled":false,"description":"\ud800"}"""));

        (await Reading.HearAsync(broken)).Should().BeFalse();

        (await _host.Features.IsEnabledAsync("set")).Should().BeTrue();
    }

    private Task LookAsync() => Reading.LookAsync(_redis.GetDatabase(), _store, isChanged: false);
}

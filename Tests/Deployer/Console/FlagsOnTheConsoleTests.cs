using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Flags.Definitions;
using ServiceDefaults.Flags.Storage;
using StackExchange.Redis;
using Tests.Fakes;
using Tests.Flags;
using Tests.Redis;
using Tests.Tools;

namespace Tests.Browser;

[Collection(AloneCollection.Name)]
public sealed class FlagsOnTheConsoleTests : IAsyncLifetime, IDisposable
{
    private const string Markup = "<img src=x onerror=\"document.title='taken over'\">";
    private readonly RedisServer _redis = new();
    private readonly DeployerApplication _deployer;
    private FlagStore _store = null!;

    public FlagsOnTheConsoleTests()
    {
        _deployer = new DeployerApplication(_redis.ConnectionString);
        _deployer.UseKestrel(0);
        _deployer.StartServer();
    }

    private Uri Address => _deployer.ClientOptions.BaseAddress;

    public async Task InitializeAsync() => _store = await _deployer.Services.FlagStoreAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _deployer.Dispose();
        _redis.Dispose();
    }

    [ToolFact("chromium")]
    public async Task Flags_OfEveryKind_AreShownAsTextWithTheirMarks()
    {
        await DefineAsync();

        await using var page = await ConsolePage.OpenAsync(Address, DeployerApplication.Token);
        await page.ShowsAsync("set", "on");

        var set = await page.FlagAsync("set");
        set[3..5].Should().Equal("ann", Markup);
        set[5].Should().StartWith("api ");
        (await page.FlagAsync("beta"))[1].Should().Be("on by Track");
        var old = await page.FlagAsync("old");
        (old[0], old[1], old[5]).Should().Be(("old\nunused for 30 days", "off", "never"));
        (await page.FlagAsync("ghost"))[1].Should().Be("not defined");
        var broken = await page.FlagAsync("broken");
        broken[1].Should().Be("not valid");
        broken[4].Should().StartWith("its document in Redis is not valid");
        (await page.AskAsync<int>("document.querySelectorAll('#flags img').length")).Should().Be(0);
        (await page.AskAsync<string>("document.title")).Should().Be("Slipway");
        page.Faults.Should().BeEmpty();
    }

    [ToolFact("chromium")]
    public async Task Switch_ByAnOperator_SwitchesAndKeepsWhoAndWhy()
    {
        await DefineAsync();
        await using var page = await ConsolePage.OpenAsync(Address, DeployerApplication.OperatorToken);
        await page.ShowsAsync("set", "on");

        await page.SwitchAsync("set", "errors since noon");
        await page.ShowsAsync("set", "off");

        (await page.FlagAsync("set"))[3..5].Should().Equal("operator", "errors since noon");
        var flag = await _store.FindAsync("set");
        flag.Should().Match<StoredFlag>(found => !found.IsEnabled && found.By == "operator" && found.Why == "errors since noon");
        page.Faults.Should().BeEmpty();
    }

    [ToolFact("chromium")]
    public async Task Switch_ByAViewer_IsRefusedInWordsAndChangesNothing()
    {
        await DefineAsync();
        await using var page = await ConsolePage.OpenAsync(Address, DeployerApplication.Token);
        await page.ShowsAsync("set", "on");

        await page.SwitchAsync("set", "to try it");
        await page.UntilAsync("document.getElementById('hand-fault').innerText.includes('operator')");

        (await _store.FindAsync("set"))!.IsEnabled.Should().BeTrue();
    }

    [ToolFact("chromium")]
    public async Task Flags_RedisIsAway_AreSaidNotToBeUpToDateAndTheRestIs()
    {
        await DefineAsync();
        await using var page = await ConsolePage.OpenAsync(Address, DeployerApplication.Token);
        await page.ShowsAsync("set", "on");

        _redis.Stop();

        await page.UntilAsync("document.getElementById('flags-away').innerText.startsWith('Not up to date: ')");
        await page.UntilAsync("document.getElementById('status').innerText.startsWith('as of ')");
        await page.ShowsAsync("set", "on");
    }

    private async Task DefineAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(_redis.ConnectionString);
        var before = new FlagStore(redis, new FakeTimeProvider(DateTimeOffset.UtcNow.AddDays(-40)));
        await before.SetAsync(TestFlags.Define("old", enabled: false));
        await _store.ChangeAsync(new FlagEdit(
            "set", TestFlags.Define("set"), FlagExpectation.Any, "ann", Markup, FlagChangeKind.Set));
        await _store.SetAsync(TestFlags.Define("beta", filters: TestFlags.Filter("Slipway.Track", """{"Tracks":["canary"]}""")));
        await redis.GetDatabase().HashSetAsync(FlagKeys.Flags, "broken", Markup);
        await _store.ReportAsync(
        [
            new FlagEvaluated("api", "set", DateTimeOffset.UtcNow, FlagOrigin.Redis),
            new FlagEvaluated("api", "ghost", DateTimeOffset.UtcNow, FlagOrigin.Nowhere),
        ]);
    }
}

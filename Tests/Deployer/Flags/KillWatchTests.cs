using Deployer.Rollouts;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Flags.Storage;
using Tests.Fakes;
using Tests.Redis;
using Tests.Tools;

namespace Tests.Flags;

public sealed class KillWatchTests : IDisposable
{
    private const string Reason = """{"Alerts":["ApiErrors"],"Rollouts":["api/canary"]}""";
    private readonly RedisServer _redis = new();

    public void Dispose() => _redis.Dispose();

    [ToolFact("prometheus-alertmanager")]
    public async Task Alert_Fires_DisablesTheFlagForGoodAndTellsWhy()
    {
        await using var alerts = await AlertmanagerServer.StartAsync();
        await using var deployer = Start(("Alerts:Address", $"{alerts.Address}"));
        var store = await deployer.Services.FlagStoreAsync();
        await SetAsync(store, "new", "bystander");
        await alerts.FireAsync("ApiErrors", DateTimeOffset.UtcNow);

        await Eventually.TrueAsync(async () => (await store.FindAsync("new"))!.IsEnabled is false);

        var kill = (await store.HistoryAsync("new", 1))[0];
        kill.Kind.Should().Be(FlagChangeKind.Kill);
        kill.By.Should().Be("kill-on-alert");
        kill.Why.Should().StartWith("alert ApiErrors fires since ");
        kill.To!.Value.GetRawText().Should().Contain("KillOnAlert");
        (await store.FindAsync("bystander"))!.IsEnabled.Should().BeTrue();

        // Who enables it in spite of the alert is obeyed, and a silenced alert is no reason.
        await alerts.SilenceAsync("ApiErrors");
        await store.SetAsync(TestFlags.Define("new", filters: TestFlags.Filter("KillOnAlert", Reason)));
        await Task.Delay(1000);
        (await store.FindAsync("new"))!.IsEnabled.Should().BeTrue();
        deployer.Lines.All.Should().ContainSingle(line => line.Contains("Flag 'new' was killed: alert ApiErrors fires since"));
    }

    [Fact]
    public async Task Rollout_IsRolledBack_DisablesTheFlagThoughNobodyHasAlerts()
    {
        await using var deployer = Start(("Alerts:Address", "http://127.0.0.1:1"));
        var store = await deployer.Services.FlagStoreAsync();
        await SetAsync(store, "new", "bystander");
        await deployer.History.RecordAsync(RolledBack(), CancellationToken.None);

        await Eventually.TrueAsync(async () => (await store.FindAsync("new"))!.IsEnabled is false);

        (await store.HistoryAsync("new", 1))[0].Why.Should().Be("rollout r1 of api/canary was rolled back: it crashed");
        deployer.Lines.All.Should().Contain(line => line.Contains("Flags are not killed where they should be: http://127.0.0.1:1"));
    }

    // What cannot be asked costs only what waits for it, and is said once.
    [ToolFact("prometheus-alertmanager")]
    public async Task Alert_FiresWhileTheClusterIsAway_DisablesTheFlagAllTheSame()
    {
        await using var alerts = await AlertmanagerServer.StartAsync();
        await using var deployer = Start(("Alerts:Address", $"{alerts.Address}"));
        var store = await deployer.Services.FlagStoreAsync();
        deployer.Cluster.Away = true;
        await store.SetAsync(TestFlags.Define("other", filters: TestFlags.Filter("KillOnAlert", """{"Rollouts":["api/canary"]}""")));
        await store.SetAsync(TestFlags.Define("new", filters: TestFlags.Filter("KillOnAlert", """{"Alerts":["ApiErrors"]}""")));
        await alerts.FireAsync("ApiErrors", DateTimeOffset.UtcNow);

        await Eventually.TrueAsync(async () => (await store.FindAsync("new"))!.IsEnabled is false);
        await Task.Delay(1000);

        deployer.Lines.All.Should().ContainSingle(line =>
            line.Contains("Flags are not killed where they should be: the cluster cannot be reached"));
        (await store.FindAsync("other"))!.IsEnabled.Should().BeTrue();
    }

    // Who enables it while the roll-back is still under way is obeyed.
    [Fact]
    public async Task Enabled_WhileARollBackIsUnderWay_Stays()
    {
        await using var deployer = Start();
        var store = await deployer.Services.FlagStoreAsync();
        var begun = RolledBack() with { Phase = RolloutPhase.RollingBack, FinishedAt = null };
        await deployer.History.RecordAsync(begun, CancellationToken.None);
        await SetAsync(store, "new", "bystander");

        await deployer.History.RecordAsync(
            begun with { Phase = RolloutPhase.RolledBack, FinishedAt = DateTimeOffset.UtcNow.AddMinutes(1) }, CancellationToken.None);
        await Task.Delay(1000);
        (await store.FindAsync("new"))!.IsEnabled.Should().BeTrue();

        await deployer.History.RecordAsync(
            RolledBack() with { Id = "r2", FailedAt = DateTimeOffset.UtcNow }, CancellationToken.None);
        await Eventually.TrueAsync(async () => (await store.FindAsync("new"))!.IsEnabled is false);
    }

    [Fact]
    public async Task Redis_LosesItsFlags_TheDeployerPutsThemBack()
    {
        await using var deployer = Start();
        var store = await deployer.Services.FlagStoreAsync();
        await SetAsync(store, "new", "bystander");
        await Eventually.TrueAsync(() => deployer.Services
            .GetRequiredService<ServiceDefaults.Flags.Following.FlagBoard>().Stored.Flags.Count == 2);

        _redis.Stop();
        _redis.Start();

        await store.ListsAsync(flags => flags.Count == 2);
        var restore = (await store.HistoryAsync(null, 10)).Should().ContainSingle().Subject;
        restore.Kind.Should().Be(FlagChangeKind.Restore);
        restore.Version.Should().StartWith("3.");
    }

    private DeployerApplication Start(params (string, string)[] settings)
    {
        var deployer = new DeployerApplication(
            _redis.ConnectionString, [("Flags:Kill:Period", "00:00:00.2"), ("Flags:CheckPeriod", "00:00:00.2"), .. settings]);
        _ = deployer.Server;
        return deployer;
    }

    private static async Task SetAsync(FlagStore store, string mortal, string other)
    {
        await store.SetAsync(TestFlags.Define(mortal, filters: TestFlags.Filter("KillOnAlert", Reason)));
        await store.SetAsync(TestFlags.Define(other));
    }

    private static Rollout RolledBack() => new(
        "r1",
        new TrackKey("api", "canary"),
        ["r1"],
        "test",
        Deployer.Images.ImageReference.Parse("team/api:canary"),
        Digest: null,
        From: null,
        RolloutPhase.RolledBack,
        Progress: default,
        Furthest: null,
        DateTimeOffset.UtcNow,
        DateTimeOffset.UtcNow,
        DateTimeOffset.UtcNow,
        DateTimeOffset.UtcNow,
        "it crashed",
        FailedAt: DateTimeOffset.UtcNow);
}

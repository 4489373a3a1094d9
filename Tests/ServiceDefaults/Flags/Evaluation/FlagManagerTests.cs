using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Evaluation;
using Tests.Properties;

namespace Tests.Flags;

public sealed class FlagManagerTests : IDisposable
{
    private readonly EvaluationHost _host = new("canary");

    [Fact]
    public async Task IsEnabledAsync_PlainFlags_AreWhatTheySayWhateverTheCase()
    {
        await _host.ShowAsync(TestFlags.Define("on"), TestFlags.Define("off", enabled: false));

        (await _host.Features.IsEnabledAsync("ON")).Should().BeTrue();
        (await _host.Features.IsEnabledAsync("off")).Should().BeFalse();
        (await _host.Features.IsEnabledAsync("undefined")).Should().BeFalse();
        (await _host.Variants.IsEnabledAsync("on", new TargetingContext { UserId = "ann" })).Should().BeTrue();
    }

    [Fact]
    public async Task IsEnabledAsync_PlainFlag_AllocatesNothing()
    {
        await _host.ShowAsync(TestFlags.Define("on"), TestFlags.Define("off", enabled: false));
        var (features, variants) = (_host.Features, _host.Variants);
        var found = Ask();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var time = 0; time < 1000; time++)
        {
            found &= Ask();
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        found.Should().BeTrue();
        allocated.Should().Be(0);

        bool Ask() => features.IsEnabledAsync("on").IsCompletedSuccessfully
            && variants.IsEnabledAsync("off").AsTask().IsCompletedSuccessfully
            && variants.IsEnabledAsync("undefined").AsTask().IsCompletedSuccessfully;
    }

    // What is folded once and what the package finds by evaluating every time must be the same.
    [Fact]
    public void ConstantOf_AnyFlagOfFiltersThatNeedNobody_IsWhatThePackageFinds()
    {
        var manager = _host.Services.GetRequiredService<FeatureManager>();
        var folding = _host.Services.GetRequiredService<ConstantFolding>();
        var filter = Gen.OneOf(
            Gen.Const(TestFlags.Filter("On")),
            Gen.Const(TestFlags.Filter("Track", """{"Tracks":["Canary","beta"]}""")),
            Gen.Const(TestFlags.Filter("Slipway.Track", """{"Tracks":["stable"]}""")),
            Gen.Const(TestFlags.Filter("KillOnAlert", """{"Alerts":["a"]}""")),
            Gen.Const(TestFlags.Filter("Percentage", """{"Value":0}""")),
            Gen.Const(TestFlags.Filter("Percentage", """{"Value":100}""")));

        Gen.Select(Gen.Bool, Gen.OneOf(Gen.Const("Any"), Gen.Const("All")), filter.Array[0, 4]).SampleSeeded(
            (enabled, requirement, filters) =>
            {
                _host.Board.ShowLocal(
                    [Read(TestFlags.Define("set", enabled, requirement, filters))]);
                var definition = _host.Board.View.Flags[0].Definition;
                var found = manager.IsEnabledAsync("set").GetAwaiter().GetResult();
                return folding.ConstantOf(definition) is not { } constant || constant == found;
            },
            cases: 500);
    }

    [Fact]
    public async Task IsEnabledAsync_TrackFilter_IsOnForItsTrackAlone()
    {
        var canaryOnly = TestFlags.Define("new", filters: TestFlags.Filter("Track", """{"Tracks":["canary"]}"""));
        await _host.ShowAsync(canaryOnly);
        using var stable = new EvaluationHost("stable");
        await stable.ShowAsync(canaryOnly);

        (await _host.Features.IsEnabledAsync("new")).Should().BeTrue();
        (await stable.Features.IsEnabledAsync("new")).Should().BeFalse();
    }

    [Fact]
    public async Task GetVariantAsync_ByUserAndOverride_IsThePackages()
    {
        await _host.ShowAsync(JsonElement.Parse("""
            {
              "id": "colour", "enabled": true,
              "variants": [
                { "name": "blue", "configuration_value": { "hex": "#00f" } },
                { "name": "none", "status_override": "Disabled" }
              ],
              "allocation": { "default_when_enabled": "blue", "user": [{ "variant": "none", "users": ["eve"] }] }
            }
            """));
        var (ann, eve) = (new TargetingContext { UserId = "ann" }, new TargetingContext { UserId = "eve" });

        var blue = await _host.Variants.GetVariantAsync("colour", ann);
        blue.Name.Should().Be("blue");
        blue.Configuration["hex"].Should().Be("#00f");
        (await _host.Variants.GetVariantAsync("colour", eve)).Name.Should().Be("none");
        (await _host.Variants.IsEnabledAsync("colour", ann)).Should().BeTrue();
        (await _host.Variants.IsEnabledAsync("colour", eve)).Should().BeFalse();
        (await _host.Variants.GetVariantAsync("undefined", ann)).Should().BeNull();
        _host.Services.GetRequiredService<FlagTallies>().Of("colour").Variants.Should().BeEquivalentTo(
            new Dictionary<string, long> { ["blue"] = 1, ["none"] = 1 });
    }

    [Fact]
    public async Task Snapshot_FlipInTheMiddleOfARequest_IsNotSeenByIt()
    {
        await _host.ShowAsync(TestFlags.Define("set"));
        using var request = _host.Services.CreateScope();
        var snapshot = request.ServiceProvider.GetRequiredService<IVariantFeatureManagerSnapshot>();
        (await snapshot.IsEnabledAsync("set")).Should().BeTrue();

        await _host.ShowAsync(TestFlags.Define("set", enabled: false));

        (await snapshot.IsEnabledAsync("set")).Should().BeTrue();
        (await _host.Features.IsEnabledAsync("set")).Should().BeFalse();
    }

    [Fact]
    public async Task Snapshot_FlipsInTheMiddleOfARequest_AreNotSeenThroughThePackageEither()
    {
        string[] Share(int share) => [TestFlags.Filter("Percentage", $$"""{"Value":{{share}}}""")];
        JsonElement Colour(string colour) => JsonElement.Parse($$"""
            {
              "id": "colour", "enabled": true,
              "variants": [{ "name": "{{colour}}" }], "allocation": { "default_when_enabled": "{{colour}}" }
            }
            """);
        await _host.ShowAsync(TestFlags.Define("plain"), TestFlags.Define("share", filters: Share(100)), Colour("blue"));
        using var request = _host.Services.CreateScope();
        var snapshot = request.ServiceProvider.GetRequiredService<IVariantFeatureManagerSnapshot>();
        var ann = new TargetingContext { UserId = "ann" };

        await _host.ShowAsync(TestFlags.Define("plain", enabled: false), TestFlags.Define("share", filters: Share(0)), Colour("red"));

        (await snapshot.IsEnabledAsync("plain")).Should().BeTrue();
        (await snapshot.IsEnabledAsync("share", ann)).Should().BeTrue();
        (await snapshot.GetVariantAsync("colour", ann)).Name.Should().Be("blue");
        (await snapshot.GetVariantAsync("colour")).Name.Should().Be("blue");

        // And nothing of it stays behind.
        (await _host.Variants.IsEnabledAsync("share", ann)).Should().BeFalse();
        (await _host.Variants.GetVariantAsync("colour", ann)).Name.Should().Be("red");

        // A flag that is the same for everybody by now still is not for this request.
        await _host.ShowAsync(TestFlags.Define("share", enabled: false));
        (await snapshot.IsEnabledAsync("share", new TargetingContext { UserId = "bob" })).Should().BeTrue();
    }

    [Fact]
    public async Task IsEnabledAsync_FilterOfANewerBuild_IsOffAndNoFault()
    {
        _host.Board.ShowLocal([Read(TestFlags.Define("set", filters: TestFlags.Filter("Moon")))]);

        (await _host.Features.IsEnabledAsync("set")).Should().BeFalse();
    }

    [Fact]
    public async Task IsEnabledAsync_SessionRemembers_GoesBeforeTheFlag()
    {
        using var host = new EvaluationHost(configure: builder =>
            builder.Services.AddSingleton<ISessionManager>(new OffForSession()));
        await host.ShowAsync(TestFlags.Define("set"));

        (await host.Features.IsEnabledAsync("set")).Should().BeFalse();
    }

    [Fact]
    public void Of_MoreNamesThanThereMayBe_AreCountedTogether()
    {
        var tallies = new FlagTallies();
        for (var name = 0; name < FlagTallies.Capacity + 100; name++)
        {
            tallies.Of($"{name}").Count(on: false);
        }

        tallies.All.Should().HaveCount(FlagTallies.Capacity + 1);
        tallies.All.Single(tally => tally.Name == FlagTallies.Others).Off.Should().Be(100);
    }

    [Fact]
    public void OfUndefined_MoreNamesThanThereMayBeOrOneOfNoFlag_LeaveTheirPlacesToFlags()
    {
        var tallies = new FlagTallies();
        tallies.OfUndefined(new string('x', 101)).Count(on: false);
        for (var name = 0; name < FlagTallies.Capacity + 100; name++)
        {
            tallies.OfUndefined($"{name}").Count(on: false);
        }

        var flag = tallies.Of("set");

        flag.Name.Should().Be("set");
        tallies.OfUndefined("SET").Should().BeSameAs(flag);
        tallies.All.Should().HaveCount(FlagTallies.UndefinedCapacity + 2);
    }

    [Fact]
    public void Count_MoreVariantsThanADefinitionHas_AreCountedAsOn()
    {
        var tally = new FlagTally("colour");
        for (var variant = 0; variant < 30; variant++)
        {
            tally.Count($"{variant}");
        }

        tally.Count("0");

        tally.Variants.Should().HaveCount(20).And.Contain(new KeyValuePair<string, long>("0", 2));
        (tally.On, tally.Total).Should().Be((10, 31));
    }

    public void Dispose() => _host.Dispose();

    private static FeatureDefinition Read(JsonElement definition) =>
        ServiceDefaults.Flags.Definitions.DefinitionReader.ReadAsync(definition).GetAwaiter().GetResult();

    private sealed class OffForSession : ISessionManager
    {
        public Task SetAsync(string featureName, bool enabled) => Task.CompletedTask;

        public Task<bool?> GetAsync(string featureName) => Task.FromResult<bool?>(false);
    }
}

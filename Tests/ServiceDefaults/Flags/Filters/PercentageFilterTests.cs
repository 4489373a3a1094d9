using System.Text.Json;
using CsCheck;
using Microsoft.FeatureManagement.FeatureFilters;
using ServiceDefaults.Flags.Filters;
using Tests.Properties;

namespace Tests.Flags;

public sealed class PercentageFilterTests : IDisposable
{
    private readonly EvaluationHost _host = new();

    [Fact]
    public async Task IsEnabledAsync_ShareOfUsers_IsThatShareAndStaysWithEveryUserInEveryInstance()
    {
        var third = TestFlags.Define("third", filters: TestFlags.Filter("Percentage", """{"Value":33}"""));
        await _host.ShowAsync(third);
        using var other = new EvaluationHost("canary");
        await other.ShowAsync(third);
        var on = 0;
        for (var user = 0; user < 2000; user++)
        {
            var context = new TargetingContext { UserId = $"user-{user}" };
            var found = await _host.Features.IsEnabledAsync("third", context);
            on += found ? 1 : 0;
            (await _host.Features.IsEnabledAsync("third", context)).Should().Be(found);
            (await other.Features.IsEnabledAsync("third", context)).Should().Be(found);
        }

        on.Should().BeInRange(600, 720);
    }

    [Fact]
    public async Task IsEnabledAsync_SameUserByTargeting_IsInTheSamePlace()
    {
        await _host.ShowAsync(
            TestFlags.Define("percentage", filters: TestFlags.Filter("Percentage", """{"Value":40,"Seed":"targeting"}""")),
            TestFlags.Define("targeting", filters: TestFlags.Filter(
                "Targeting", """{"Audience":{"DefaultRolloutPercentage":40}}""")));
        for (var user = 0; user < 200; user++)
        {
            var context = new TargetingContext { UserId = $"user-{user}" };
            (await _host.Features.IsEnabledAsync("percentage", context))
                .Should().Be(await _host.Features.IsEnabledAsync("targeting", context));
        }
    }

    [Fact]
    public void Includes_AnyUser_OnceInAShareIsInEveryLargerOne() =>
        Gen.Select(Gen.String, Gen.Double[0, 100], Gen.Double[0, 100]).SampleSeeded(
            (user, one, two) => !Stickiness.Includes(Math.Min(one, two), user, "flag")
                || Stickiness.Includes(Math.Max(one, two), user, "flag"),
            cases: 1000);

    [Fact]
    public async Task IsEnabledAsync_NobodyKnown_IsOnForTheWholeOnly()
    {
        await _host.ShowAsync(
            TestFlags.Define("most", filters: TestFlags.Filter("Percentage", """{"Value":99.9}""")),
            TestFlags.Define("all", filters: TestFlags.Filter("Percentage", """{"Value":100}""")));

        (await _host.Features.IsEnabledAsync("most", new TargetingContext())).Should().BeFalse();
        (await _host.Features.IsEnabledAsync("all", new TargetingContext())).Should().BeTrue();
    }

    [Fact]
    public async Task IsEnabledAsync_Everybody_IsStillTheOwnFilterAndNotThePackagesDice()
    {
        await _host.ShowAsync(JsonElement.Parse("""
            {"id":"half","enabled":true,"conditions":{"client_filters":[{"name":"Microsoft.Percentage","parameters":{"Value":50}}]}}
            """));
        var user = new TargetingContext { UserId = "ann" };
        var first = await _host.Features.IsEnabledAsync("half", user);
        for (var time = 0; time < 50; time++)
        {
            (await _host.Features.IsEnabledAsync("half", user)).Should().Be(first);
        }
    }

    public void Dispose() => _host.Dispose();
}

using CsCheck;
using Deployer.Images;
using Deployer.Local.Tracks;
using Deployer.Rollouts;
using Tests.Properties;

namespace Tests.Local.Tracks;

public sealed class RollingPlanTests
{
    private static readonly Release[] Releases = [.. "abc".Select(letter =>
        new Release(ImageReference.Parse("api:stable"), Digest.Parse("sha256:" + new string(letter, 64))))];

    // An instance: the release it runs, then + ready, - was ready, . never was, x terminating.
    [Theory]
    [InlineData("", 3, 3, "")]
    [InlineData("b. b. b.", 3, 0, "")]
    [InlineData("b+ b+ b+", 3, 0, "")]
    [InlineData("a+ a+ a+", 3, 1, "")]
    [InlineData("a+ a+ a+ b.", 3, 0, "")]
    [InlineData("a+ a+ a+ b+", 3, 1, "0")]
    [InlineData("ax a+ a+ b+", 3, 1, "")]
    [InlineData("ax a+ a+ b+ b+", 3, 1, "1")]
    [InlineData("ax ax a+ b+ b+ b+", 3, 0, "2")]
    [InlineData("a+ a+ a+ c.", 3, 1, "3")]
    [InlineData("a+ a+ a+ c+", 3, 1, "0")]
    [InlineData("a+ a+ a- b.", 3, 0, "")]
    [InlineData("a+ a+ a- b+", 3, 1, "2")]
    [InlineData("a+ a+ a+ b-", 3, 0, "")]
    [InlineData("a+ b+", 1, 0, "0")]
    [InlineData("a+", 1, 1, "")]
    [InlineData("a.", 1, 1, "0")]
    [InlineData("b+ b+ b+", 1, 0, "2 1")]
    [InlineData("b+ b. b+", 2, 0, "1")]
    [InlineData("b+ b- b- b+", 2, 0, "2 1")]
    [InlineData("a+ a+ a+ b.", 1, 0, "0 1")]
    [InlineData("a+ b+", 3, 2, "")]
    [InlineData("a+ a-", 0, 0, "1 0")]
    public void Next_ToReleaseB_StartsAndStops(string instances, int replicas, int start, string stop)
    {
        var plan = RollingPlan.Next(Read(instances), Releases[1], replicas);

        plan.Start.Should().Be(start);
        plan.Stop.Should().BeEquivalentTo(stop.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Next_NoTemplate_StopsAll()
    {
        var plan = RollingPlan.Next(Read("a+ b. cx"), template: null, replicas: 3);

        plan.Should().BeEquivalentTo(new RollingPlan(0, ["0", "1"]));
    }

    [Fact]
    public void Next_Anything_NeverTakesAReadyInstanceThatIsNeededAndNeverExceedsTheSurge() =>
        Gen.Select(AnyInstances, Gen.Int[0, 5]).SampleSeeded((instances, replicas) =>
        {
            var plan = RollingPlan.Next(instances, Releases[1], replicas);

            var before = instances.Where(instance => !instance.Terminating).ToList();
            var after = before.Where(instance => !plan.Stop.Contains(instance.Name)).ToList();
            var ready = before.Count(instance => instance.Ready);
            after.Count(instance => instance.Ready).Should().BeGreaterThanOrEqualTo(Math.Min(ready, replicas));
            (after.Count + plan.Start).Should().BeLessThanOrEqualTo(Math.Max(after.Count, replicas + 1));
            plan.Start.Should().BeGreaterThanOrEqualTo(0);
        }, cases: 1000);

    [Fact]
    public void Next_InstancesThatBecomeReady_AreAllReplaced() =>
        Gen.Select(AnyInstances, Gen.Int[0, 5]).SampleSeeded((instances, replicas) =>
        {
            var all = instances;
            var started = 0;
            for (var step = 0; step < 40; step++)
            {
                var plan = RollingPlan.Next(all, Releases[1], replicas);
                all = [.. all.Where(instance => !instance.Terminating && !plan.Stop.Contains(instance.Name))
                    .Select(instance => instance.Release == Releases[1] ? instance with { Ready = true, Served = true } : instance)];
                all = [.. all, .. Enumerable.Range(0, plan.Start).Select(_ =>
                    new PlannedInstance($"new-{started++}", Releases[1], Ready: false, Served: false, Terminating: false))];
            }

            all.Should().HaveCount(replicas);
            all.Where(instance => instance.Release != Releases[1] || !instance.Ready).Should().BeEmpty();
        }, cases: 1000);

    private static Gen<PlannedInstance[]> AnyInstances { get; } =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 3], (release, state) => $"{"abc"[release]}{"+-.x"[state]}")
            .Array[0, 8].Select(words => Read(string.Join(' ', words)));

    private static PlannedInstance[] Read(string text) =>
    [
        .. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((word, index) => new PlannedInstance(
            $"{index}",
            Releases["abc".IndexOf(word[0])],
            Ready: word[1] == '+',
            Served: word[1] is '+' or '-',
            Terminating: word[1] == 'x')),
    ];
}

using CsCheck;
using Deployer.Local.Scaling;
using Tests.Properties;

namespace Tests.Local.Scaling;

public sealed class AutoscalerTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);
    private static readonly ScalingPolicy Policy = new(Min: 1, Max: 10, Target: 0.5, TimeSpan.FromMinutes(5));

    [Fact]
    public void Scale_Idle_WaitsForTheWindowAndThenGoesToTheLeast()
    {
        var replicas = Run(3, Enumerable.Repeat(0.0, 30));

        // The first look recommends what is there, and that holds for five minutes: 20 periods.
        replicas.Take(21).Should().OnlyContain(count => count == 3);
        replicas.Skip(21).Should().OnlyContain(count => count == 1);
    }

    [Fact]
    public void Scale_Busy_GrowsAtOnceWithinItsLimits() =>
        Run(1, Enumerable.Repeat(4.0, 3)).Should().Equal(5, 10, 10);

    [Fact]
    public void Scale_BriefLull_HoldsTheHighestOfTheWindow() =>
        Run(2, [1.0, 0.5, 0.0, 0.0, 0.5]).Should().OnlyContain(count => count == 4);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(40, 10)]
    public void Scale_OutOfBounds_GoesToTheBoundWhateverTheLoad(int current, int expected) =>
        Autoscaler.Initial.Scale(current, [], Policy, DateTimeOffset.UnixEpoch).Replicas.Should().Be(expected);

    [Fact]
    public void Scale_AnyLoad_StaysWithinBoundsAndNeverGrowsFasterThanAllowed() =>
        Gen.Select(Gen.Double[0, 5].Array[1, 60], Gen.Int[1, 10]).SampleSeeded((loads, start) =>
        {
            var before = start;
            var recommended = new List<int> { start };
            var all = Run(start, loads);
            for (var i = 0; i < loads.Length; i++)
            {
                var load = Enumerable.Repeat(new InstanceLoad(true, loads[i]), before).ToList();
                var now = LoadFormula.Recommended(before, load, Policy.Target);
                recommended.Add(now);
                var window = recommended.Skip(Math.Max(i == 0 ? 0 : 1, recommended.Count - 21)).ToList();
                all[i].Should().BeInRange(1, 10).And.BeLessThanOrEqualTo(Math.Max(before + 4, before * 2));
                all[i].Should().BeGreaterThanOrEqualTo(Math.Min(before, Math.Clamp(window.Max(), 1, 10)));
                before = all[i];
            }
        }, cases: 1000);

    private static List<int> Run(int replicas, IEnumerable<double> utilization)
    {
        var scaler = Autoscaler.Initial;
        var now = DateTimeOffset.UnixEpoch;
        var all = new List<int>();
        foreach (var each in utilization)
        {
            (scaler, replicas) = scaler.Scale(
                replicas, [.. Enumerable.Repeat(new InstanceLoad(true, each), replicas)], Policy, now);
            all.Add(replicas);
            now += Period;
        }

        return all;
    }
}

using System.Collections.Concurrent;
using Tests.Crashes;
using Xunit.Abstractions;

namespace Tests.Cluster;

/// <summary>
/// Real processes, killed as <c>kill -9</c> does, at every step that the state machine makes them pass on a real cluster. No
/// push is lost, no image rolled twice, no track stuck.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class KillTests(ITestOutputHelper output)
{
    [ClusterFact]
    public async Task Kill_AtEveryStep_LosesNoPushAndRollsNothingTwice()
    {
        var lanes = new ConcurrentBag<KillLane>();
        try
        {
            await Task.WhenAll(CrashScenario.All.Select(async scenario => lanes.Add(await KillLane.CreateAsync(scenario))));
            var plan = Plan(lanes);

            await Task.WhenAll(plan.Select(async lane =>
            {
                foreach (var step in lane.Steps)
                {
                    await lane.Lane.RunAsync(step);
                    output.WriteLine($"{lane.Lane.Scenario}: {step}");
                }
            }));

            plan.Sum(lane => lane.Steps.Count).Should().BeGreaterThan(20, "there are that many steps at least");
        }
        finally
        {
            await Task.WhenAll(lanes.Select(lane => lane.DisposeAsync().AsTask()));
        }
    }

    /// <summary>Each step once, in that lane of those that pass it which is done the soonest.</summary>
    private static IReadOnlyCollection<(KillLane Lane, List<string> Steps)> Plan(IReadOnlyCollection<KillLane> lanes)
    {
        var plan = lanes.ToDictionary(lane => lane, _ => new List<string>());
        var steps = lanes.SelectMany(lane => lane.Steps).Distinct().OrderBy(step => lanes.Count(lane => lane.Steps.Contains(step)));
        foreach (var step in steps)
        {
            plan[lanes.Where(lane => lane.Steps.Contains(step)).MinBy(lane => lane.Cost * (plan[lane].Count + 1))!].Add(step);
        }

        return [.. plan.Select(lane => (lane.Key, lane.Value))];
    }
}

using Deployer.Rollouts;
using Tests.Contract;

namespace Tests.Crashes;

/// <summary>
/// The Deployer dies at every step there is: each scenario is run once to enumerate the steps that the state machine makes it
/// pass, and then once for each of them. The same is done to real processes on a real cluster in <c>Tests/Cluster</c>.
/// </summary>
public sealed class CrashTests
{
    private const int Never = -1;
    private const int PassesBetween = 4;
    private const int Passes = 12;

    public static TheoryData<string> Scenarios => [.. CrashScenario.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Crash_AtEveryStep_LosesNoPushAndRollsNothingTwice(string name)
    {
        var scenario = CrashScenario.All.Single(scenario => scenario.Name == name);
        var steps = await RunAsync(scenario, Never);

        steps.Should().NotBeEmpty();
        for (var step = 0; step < steps.Count; step++)
        {
            await RunAsync(scenario, step);
        }
    }

    [Fact]
    public async Task Scenarios_Together_PassEveryActionAndEveryPhase()
    {
        var steps = new HashSet<string>();
        foreach (var scenario in CrashScenario.All)
        {
            steps.UnionWith(await RunAsync(scenario, Never));
        }

        // One track alone has nobody to ask; ServiceModelTests has both, and dies there too.
        foreach (var action in typeof(RolloutAction).GetNestedTypes(System.Reflection.BindingFlags.NonPublic)
            .Except([typeof(RolloutAction.Ask)]))
        {
            steps.Should().Contain(step => step.StartsWith($"before: {action.Name}", StringComparison.Ordinal));
        }

        // A rollout is pending before it is one: that is the request.
        foreach (var phase in Enum.GetValues<RolloutPhase>().Except([RolloutPhase.Pending]))
        {
            steps.Should().Contain($"before: {nameof(RolloutAction.Record)} {phase}");
        }
    }

    private static async Task<IReadOnlyList<string>> RunAsync(CrashScenario scenario, int diesAt)
    {
        var world = new CrashWorld();
        if (scenario.FromGood)
        {
            await using var before = new MortalDeployer(world, Never);
            await PushAsync(world, before, new CrashPush(CrashScenario.Start, Behaviour.Serves), Passes);
        }

        await using var deployer = new MortalDeployer(world, diesAt);
        var ids = new List<string>();
        foreach (var push in scenario.Pushes)
        {
            ids.Add(await PushAsync(world, deployer, push, push == scenario.Pushes[^1] ? Passes : PassesBetween));
        }

        await ExpectAsync(scenario, world, deployer, ids);
        return deployer.Passed;
    }

    private static async Task<string> PushAsync(CrashWorld world, MortalDeployer deployer, CrashPush push, int passes)
    {
        world.Tag(push);
        var id = await deployer.PushAsync(CrashWorld.Image);
        for (var pass = 0; pass < passes; pass++)
        {
            await deployer.PassAsync();
            world.Live();
        }

        return id;
    }

    private static async Task ExpectAsync(
        CrashScenario scenario, CrashWorld world, MortalDeployer deployer, IReadOnlyList<string> ids)
    {
        var died = deployer.Passed.Count == 0 ? "" : $"after {string.Join("; ", deployer.Passed)}";
        world.Rolls.Skip(scenario.FromGood ? 1 : 0).Should().Equal(scenario.Rolls, "nothing is rolled twice {0}", died);
        (await world.Cluster.ReadAsync(CrashWorld.Track, default)).Unanswered.Should().BeNull("no push is lost {0}", died);
        (await deployer.Queries.FindAsync(ids[^1], default))!.Phase.Should().Be(scenario.Ends, died);
        world.Cluster.Seen.ContainsKey(CrashWorld.Track).Should().BeTrue();
        (world.Cluster.Seen[CrashWorld.Track].Template is null).Should().Be(scenario.EndsEmpty, died);
        foreach (var id in ids)
        {
            (await deployer.Queries.FindAsync(id, default)).Should().NotBeNull("push {0} is found {1}", id, died);
        }

        var (rollouts, _) = await deployer.Queries.ListAsync(100, default);
        rollouts.Should().NotBeEmpty();
        rollouts.Where(rollout => rollout.Phase.IsActive).Should().BeEmpty("no rollout is stuck {0}", died);
    }
}

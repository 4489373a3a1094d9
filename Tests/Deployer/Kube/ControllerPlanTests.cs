using Deployer.Kube.Controllers;

namespace Tests.Kube;

public sealed class ControllerPlanTests
{
    [Theory]
    [InlineData("one more of the new", 3, "new 0/0", "old 3/3", "new -> 1")]
    [InlineData("waits until it is ready", 3, "new 1/0", "old 3/3", null)]
    [InlineData("one less of the old", 3, "new 1/1", "old 3/3", "old -> 2")]
    [InlineData("the next one", 3, "new 1/1", "old 2/2", "new -> 2")]
    [InlineData("the last of the old goes", 3, "new 3/3", "old 1/1", "old -> 0")]
    [InlineData("and its controller", 3, "new 3/3", "old 0/0", "old deleted")]
    [InlineData("done", 3, "new 3/3", null, null)]
    [InlineData("one pod alone is replaced too", 1, "new 0/0", "old 1/1", "new -> 1")]
    [InlineData("what is not ready goes first, once the new is", 3, "new 1/1", "old 3/2", "old -> 2")]
    [InlineData("what is not ready stays while the new is not either", 3, "new 1/0", "old 3/2", null)]
    [InlineData("back from one that crashes", 3, "good 3/3", "bad 1/0", "bad -> 0")]
    [InlineData("back from one that got half way", 3, "good 2/2", "bad 2/1", "bad -> 1")]
    [InlineData("none is wanted", 0, "new 2/1", "old 1/1", "new -> 0")]
    [InlineData("none is wanted, and the others go", 0, "new 0/0", "old 2/1", "old -> 1")]
    public void Next_Seen_IsTheStep(string because, int wanted, string target, string? other, string? step)
    {
        var next = ControllerPlan.Next(wanted, Parse(target), other is null ? [] : [Parse(other)]);

        var words = next switch
        {
            ControllerStep.Scale scale => $"{scale.Name} -> {scale.Replicas}",
            ControllerStep.Delete delete => $"{delete.Name} deleted",
            _ => null,
        };
        words.Should().Be(step, because);
    }

    [Fact]
    public void Next_OldIsStillLosingAPod_Waits()
    {
        var old = new ControllerState("old", Replicas: 2, Alive: 3, Ready: 3, Settled: false);

        ControllerPlan.Next(3, Parse("new 1/1"), [old]).Should().BeNull();
    }

    // The world moves between the steps as it likes: pods become ready or not in any order, a release is superseded at any time.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    public void Next_WhateverComesBetween_NeverServesWithFewerThanWantedAndEnds(int wanted)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            new ControllerSimulation(wanted, seed).Run();
        }
    }

    private static ControllerState Parse(string text)
    {
        var parts = text.Split(' ', '/');
        return new ControllerState(parts[0], int.Parse(parts[1]), int.Parse(parts[1]), int.Parse(parts[2]), Settled: true);
    }
}

using Monitor.Scraping;

namespace Tests.Scraping;

public class CombinedTargetsTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Current_SeveralFinders_IsAllTheyFoundWithoutDoubles()
    {
        var found = Combined(Found(At, null, "a", "b"), Found(At.AddSeconds(5), null, "b", "c"));

        found.Targets.Select(target => target.Instance).Should().Equal("a", "b", "c");
        found.FoundAt.Should().Be(At);
        found.Error.Should().BeNull();
    }

    [Fact]
    public void Current_OneThatHasNotFoundYetOrFails_IsNotKnown()
    {
        Combined(Found(At, null, "a"), TargetSnapshot.None).FoundAt.Should().BeNull();
        Combined(Found(At, null, "a"), Found(At, "away", "b")).Should().BeEquivalentTo(new { Error = "away" });
    }

    private static TargetSnapshot Combined(params TargetSnapshot[] snapshots) =>
        new CombinedTargets(snapshots.Select(snapshot => new Finder(snapshot))).Current;

    private static TargetSnapshot Found(DateTimeOffset at, string? error, params string[] names) => new(
        [.. names.Select(name => new Target(new Uri($"http://{name}/metrics"), name, "", "", "", "", ""))], at, error);

    private sealed record Finder(TargetSnapshot Current) : ITargetFinder;
}

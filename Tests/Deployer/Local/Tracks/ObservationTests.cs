using Deployer.Images;
using Deployer.Local.Instances;
using Deployer.Local.Records;
using Deployer.Local.Tracks;
using Deployer.Rollouts;

namespace Tests.Local.Tracks;

public sealed class ObservationTests
{
    private static readonly Release Old = ReleaseOf('a');
    private static readonly Release New = ReleaseOf('b');

    [Fact]
    public void Of_InstancesOfBothReleases_CountsThoseThatStay()
    {
        var seen = Observation.Of(New, replicas: 3,
        [
            Status("1", Old, "Terminating"),
            Status("2", Old, "Running"),
            Status("3", New, "Running"),
            Status("4", New, "Running", ready: true),
        ]);

        seen.Progress.Should().Be(new RolloutProgress(Wanted: 3, Updated: 2, Available: 1, Outdated: 1));
        seen.Faults.Should().BeEmpty();
    }

    [Fact]
    public void Of_FaultyInstances_TellsOfTheTemplatesOnly()
    {
        var seen = Observation.Of(New, replicas: 1,
            [Status("1", Old, "CrashLoopBackOff"), Status("2", New, "CrashLoopBackOff"), Status("3", New, "Pending")]);

        seen.Faults.Should().Equal(new InstanceFault("2", "CrashLoopBackOff", "because"));
    }

    [Fact]
    public void Of_NoTemplate_WantsNothing() =>
        Observation.Of(null, replicas: 3, []).Should().BeEquivalentTo(new { Progress = default(RolloutProgress), Coming = 3 });

    private static Release ReleaseOf(char letter) =>
        new(ImageReference.Parse("api:stable"), Digest.Parse("sha256:" + new string(letter, 64)));

    private static InstanceStatus Status(string name, Release release, string state, bool ready = false) => new(
        new InstanceRecord(name, release, 1, 0, DateTimeOffset.UnixEpoch),
        state,
        ReadySince: ready ? DateTimeOffset.UnixEpoch : null,
        Message: "because");
}

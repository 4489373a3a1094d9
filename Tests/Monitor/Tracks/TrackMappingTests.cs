using Monitor.Alerting.Tracks;
using Monitor.Tracks;

namespace Tests.TrackReports;

public sealed class TrackMappingTests
{
    private static readonly DateTimeOffset Asked = new(2026, 11, 25, 14, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Pending", true, false)]
    [InlineData("Progressing", true, false)]
    [InlineData("Succeeded", false, false)]
    [InlineData("RollingBack", true, true)]
    [InlineData("RolledBack", false, true)]
    [InlineData("Failed", false, true)]
    [InlineData("Superseded", false, false)]
    [InlineData("SomethingNewer", false, false)]
    public void ToStatus_EachPhase_SaysWhetherItRollsAndHasFailed(string phase, bool isRolling, bool hasFailed)
    {
        var status = Track(Rollout(phase)).ToStatus();

        (status.IsRolling, status.HasFailed).Should().Be((isRolling, hasFailed));
    }

    [Fact]
    public void ToStatus_Ended_NamesEndImageAndTheDigestsBeginning() =>
        Track(Rollout("Succeeded") with { FinishedAt = Asked.AddSeconds(42).ToOffset(TimeSpan.FromHours(2)) }).ToStatus().LastRollout
            .Should().Be("Succeeded 2026-11-25 14:00:42 UTC: api:canary@sha256:2e757d805862");

    [Theory]
    [InlineData(null, "Pending 2026-11-25 14:00:00 UTC: api:canary")]
    [InlineData("sha256:ab", "Pending 2026-11-25 14:00:00 UTC: api:canary@sha256:ab")]
    public void ToStatus_NotEnded_NamesWhenItWasAskedFor(string? digest, string described) =>
        Track(Rollout("Pending") with { Digest = digest }).ToStatus().LastRollout.Should().Be(described);

    [Fact]
    public void ToStatus_NeverRolled_KnowsNone() =>
        Track(null).ToStatus().Should().Be(new TrackStatus("api", "canary", null, false, false, null));

    [Fact]
    public void ToPoints_ATrack_AreWhatRulesReadOfIt()
    {
        var points = (Track(Rollout("RollingBack")) with { Instances = [new("api-1", 3), new("api-2", 0)] }).ToPoints();

        points.Select(point => $"{point.Id} {point.Value}").Should().Equal(
            "slipway_track_rollout_failed 1",
            "slipway_track_rollout_in_progress 1",
            "slipway_track_instances_wanted 2",
            "slipway_track_instances_ready 1",
            "slipway_instance_restarts{instance=\"api-1\"} 3",
            "slipway_instance_restarts{instance=\"api-2\"} 0");
    }

    [Fact]
    public void Rolling_EndedWithinTheGrace_StillCounts()
    {
        var end = Asked.AddSeconds(10);
        var report = new TrackReport([Track(Rollout("Succeeded") with { FinishedAt = end }).ToStatus()], end);

        report.Rolling(TimeSpan.FromSeconds(30), end.AddSeconds(29)).Should().Equal("api/canary");
        report.Rolling(TimeSpan.FromSeconds(30), end.AddSeconds(30)).Should().BeEmpty();
    }

    [Fact]
    public void Rolling_ReportThatIsTooOld_SaysOfNoneThatItIsRolled()
    {
        var report = new TrackReport([Track(Rollout("Progressing")).ToStatus()], DateTimeOffset.UnixEpoch);

        report.Rolling(TimeSpan.Zero, DateTimeOffset.UnixEpoch.AddTicks(-1)).Should().Equal("api/canary");
        report.Rolling(TimeSpan.Zero, DateTimeOffset.UnixEpoch).Should().BeEmpty();
    }

    private static RolloutAnswer Rollout(string phase) => new(
        phase, "api:canary", "sha256:2e757d80586205d8e83161b97ce08cfcccfb00245d9d324ddc4eef297bb4a762", Asked, null, null);

    private static TrackAnswer Track(RolloutAnswer? rollout) => new("api", "canary", "api:canary", 2, 1, rollout, null);
}

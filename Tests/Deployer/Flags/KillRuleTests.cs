using Deployer.Flags;
using Deployer.Images;
using Deployer.Rollouts;
using ServiceDefaults.Flags.Definitions;

namespace Tests.Flags;

public sealed class KillRuleTests
{
    private static readonly DateTimeOffset Enabled = new(2026, 12, 24, 18, 0, 0, TimeSpan.Zero);
    private static readonly Digest Bad = Digest.Parse("sha256:" + new string('b', 64));
    private static readonly StoredFlag Flag = Mortal("""{"Alerts":["ApiErrors"],"rollouts":["api/canary"]}""");

    [Fact]
    public void ReasonFor_NamedAlertBegins_IsTheAlert() =>
        KillRule.ReasonFor(Flag, [Alert("Other", 5), Alert("ApiErrors", 5)], [])
            .Should().Be("alert ApiErrors fires since 2026-12-24 18:05:00Z");

    [Fact]
    public void ReasonFor_AlertThatFiredBeforeItWasEnabled_IsNone() =>
        KillRule.ReasonFor(Flag, [Alert("ApiErrors", -5)], []).Should().BeNull();

    [Fact]
    public void ReasonFor_Disabled_IsNone() =>
        KillRule.ReasonFor(Flag with { EnabledSince = null }, [Alert("ApiErrors", 5)], [Rollout(RolloutPhase.RollingBack)])
            .Should().BeNull();

    [Fact]
    public void ReasonFor_FlagWithoutAKillFilter_IsNone() =>
        KillRule.ReasonFor(Flag with { Definition = TestFlags.Define("set") }, [Alert("ApiErrors", 5)], []).Should().BeNull();

    [Theory]
    [InlineData(nameof(RolloutPhase.RollingBack), null, true)]
    [InlineData(nameof(RolloutPhase.RolledBack), 5, true)]
    [InlineData(nameof(RolloutPhase.RolledBack), -5, false)]
    [InlineData(nameof(RolloutPhase.Succeeded), 5, false)]
    [InlineData(nameof(RolloutPhase.Progressing), null, false)]
    public void ReasonFor_RolloutOfItsTrack_IsOneWhereItWasRolledBackSince(string phase, int? finished, bool kills) =>
        (KillRule.ReasonFor(Flag, [], [Rollout(Enum.Parse<RolloutPhase>(phase), finished)]) is not null).Should().Be(kills);

    [Fact]
    public void ReasonFor_RolloutOfAnotherTrackOrDigest_IsNone()
    {
        var other = Mortal($$"""{"Rollouts":["api/canary"],"Digest":"sha256:{{new string('a', 64)}}"}""");
        var same = Mortal($$"""{"Rollouts":["api/canary"],"Digest":"{{Bad}}"}""");

        KillRule.ReasonFor(Mortal("""{"Rollouts":["api/stable"]}"""), [], [Rollout(RolloutPhase.RollingBack)]).Should().BeNull();
        KillRule.ReasonFor(other, [], [Rollout(RolloutPhase.RollingBack)]).Should().BeNull();
        KillRule.ReasonFor(same, [], [Rollout(RolloutPhase.RollingBack)])
            .Should().Be("rollout r1 of api/canary was rolled back: it crashed");
    }

    private static StoredFlag Mortal(string parameters) => new(
        TestFlags.Define("new", filters: TestFlags.Filter("KillOnAlert", parameters)), "1.1.a", Enabled, "", "", Enabled);

    private static FiringAlert Alert(string name, int minutes) => new(name, Enabled + TimeSpan.FromMinutes(minutes));

    private static Rollout Rollout(RolloutPhase phase, int? finished = null) => new(
        "r1",
        new TrackKey("api", "canary"),
        ["r1"],
        "test",
        ImageReference.Parse("team/api:canary"),
        Bad,
        From: null,
        phase,
        Progress: default,
        Furthest: null,
        Enabled,
        Enabled,
        Enabled,
        finished is { } minutes ? Enabled + TimeSpan.FromMinutes(minutes) : null,
        "it crashed");
}

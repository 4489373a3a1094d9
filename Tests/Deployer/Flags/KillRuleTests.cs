using Deployer.Flags;
using Deployer.Images;
using Deployer.Rollouts;
using ServiceDefaults.Flags.Definitions;

namespace Tests.Flags;

public sealed class KillRuleTests
{
    private static readonly DateTimeOffset Enabled = new(2026, 12, 24, 18, 0, 0, TimeSpan.Zero);
    private static readonly Digest Bad = Digest.Parse("sha256:" + new string('b', 64));
    private static readonly Digest Good = Digest.Parse("sha256:" + new string('c', 64));
    private static readonly StoredFlag Flag = Mortal("""{"Alerts":["ApiErrors"],"rollouts":["api/canary"]}""");

    [Fact]
    public void ReasonFor_NamedAlertBegins_IsTheAlert() =>
        KillRule.ReasonFor(Flag, [Alert("Other", 5), Alert("ApiErrors", 5)], [])
            .Should().Be("alert ApiErrors fires since 2026-12-24 18:05:00Z");

    [Fact]
    public void ReasonFor_AlertThatFiredBeforeItWasEnabled_IsNone() =>
        KillRule.ReasonFor(Flag, [Alert("ApiErrors", -5)], []).Should().BeNull();

    [Fact]
    public void ReasonFor_AlertBeganInTheMillisecondOfTheFlag_IsOne() =>
        KillRule.ReasonFor(Flag with { MortalSince = Enabled.AddTicks(1234) }, [Alert("ApiErrors", 0)], []).Should().NotBeNull();

    [Fact]
    public void ReasonFor_Disabled_IsNone() =>
        KillRule.ReasonFor(Flag with { EnabledSince = null, MortalSince = null }, [Alert("ApiErrors", 5)], [Rollout(RolloutPhase.RollingBack, 5)])
            .Should().BeNull();

    [Fact]
    public void ReasonFor_FlagWithoutAKillFilter_IsNone() =>
        KillRule.ReasonFor(Flag with { Definition = TestFlags.Define("set") }, [Alert("ApiErrors", 5)], []).Should().BeNull();

    // It was enabled long before it was given what kills it.
    [Fact]
    public void ReasonFor_BeganBeforeTheFlagWasMortal_IsNone()
    {
        var lately = Flag with { MortalSince = Enabled + TimeSpan.FromMinutes(10) };

        KillRule.ReasonFor(lately, [Alert("ApiErrors", 5)], [Rollout(RolloutPhase.RolledBack, 5)]).Should().BeNull();
        KillRule.ReasonFor(lately, [Alert("ApiErrors", 11)], []).Should().NotBeNull();
    }

    [Theory]
    [InlineData(nameof(RolloutPhase.RollingBack), 5, true)]
    [InlineData(nameof(RolloutPhase.RollingBack), -5, false)]
    [InlineData(nameof(RolloutPhase.RolledBack), 5, true)]
    [InlineData(nameof(RolloutPhase.RolledBack), -5, false)]
    [InlineData(nameof(RolloutPhase.Failed), 5, true)]
    [InlineData(nameof(RolloutPhase.Failed), -5, false)]
    [InlineData(nameof(RolloutPhase.Superseded), 5, true)]
    [InlineData(nameof(RolloutPhase.Failed), null, false)]
    [InlineData(nameof(RolloutPhase.Succeeded), null, false)]
    [InlineData(nameof(RolloutPhase.Progressing), null, false)]
    public void ReasonFor_RolloutOfItsTrack_IsOneWhereItWasFoundBadSince(string phase, int? failed, bool kills) =>
        (KillRule.ReasonFor(Flag, [], [Rollout(Enum.Parse<RolloutPhase>(phase), failed)]) is not null).Should().Be(kills);

    // It had begun when the flag was enabled in spite of it, and ends later.
    [Fact]
    public void ReasonFor_RollBackThatEndedSinceAndBeganBefore_IsNone() =>
        KillRule.ReasonFor(
            Flag, [], [Rollout(RolloutPhase.RolledBack, -1) with { FinishedAt = Enabled + TimeSpan.FromMinutes(1) }]).Should().BeNull();

    [Theory]
    [InlineData(5, true)]
    [InlineData(-5, false)]
    public void ReasonFor_RolledBackByABuildThatDidNotWriteWhen_IsOneWhereItEndedSince(int finished, bool kills) =>
        (KillRule.ReasonFor(Flag, [], [Rollout(RolloutPhase.RolledBack) with { FinishedAt = Enabled + TimeSpan.FromMinutes(finished) }])
            is not null).Should().Be(kills);

    [Fact]
    public void ReasonFor_NothingToGoBackTo_IsThatItFailed() =>
        KillRule.ReasonFor(Flag, [], [Rollout(RolloutPhase.Failed, 5)]).Should().Be("rollout r1 of api/canary failed: it crashed");

    [Theory]
    [InlineData(nameof(RolloutPhase.Progressing), 5, true)]
    [InlineData(nameof(RolloutPhase.Succeeded), 5, true)]
    [InlineData(nameof(RolloutPhase.Succeeded), -5, false)]
    [InlineData(nameof(RolloutPhase.Pending), 5, false)]
    [InlineData(nameof(RolloutPhase.Failed), 5, false)]
    public void ReasonFor_RollBackByHand_IsOneWhereItWasAskedForSinceAndBegan(string phase, int asked, bool kills) =>
        (KillRule.ReasonFor(Flag, [], [Back(asked) with { Phase = Enum.Parse<RolloutPhase>(phase) }]) is not null)
            .Should().Be(kills);

    [Fact]
    public void ReasonFor_RollBackByHandWithADigest_IsOneWhereThatIsTakenAway()
    {
        var mortal = Mortal($$"""{"Rollouts":["api/canary"],"Digest":"{{Bad}}"}""");
        var back = Back(5);
        var overtaken = Rollout(RolloutPhase.Superseded) with { FinishedAt = back.StartedAt };

        KillRule.ReasonFor(mortal, [], [back]).Should().Be(
            $"api/canary was taken back to {back.Release} by rollout r2: rollback by ann");
        KillRule.ReasonFor(mortal, [], [back with { From = back.Release }]).Should().BeNull();
        KillRule.ReasonFor(mortal, [], [back with { From = back.Release }, overtaken]).Should().NotBeNull();
        KillRule.ReasonFor(mortal, [], [back with { Digest = Bad }]).Should().BeNull();
    }

    [Fact]
    public void ReasonFor_RolloutOfAnotherTrackOrDigest_IsNone()
    {
        var other = Mortal($$"""{"Rollouts":["api/canary"],"Digest":"sha256:{{new string('a', 64)}}"}""");
        var same = Mortal($$"""{"Rollouts":["api/canary"],"Digest":"{{Bad}}"}""");

        KillRule.ReasonFor(Mortal("""{"Rollouts":["api/stable"]}"""), [], [Rollout(RolloutPhase.RollingBack, 5)]).Should().BeNull();
        KillRule.ReasonFor(other, [], [Rollout(RolloutPhase.RollingBack, 5)]).Should().BeNull();
        KillRule.ReasonFor(same, [], [Rollout(RolloutPhase.RollingBack, 5)])
            .Should().Be("rollout r1 of api/canary was rolled back: it crashed");
    }

    private static StoredFlag Mortal(string parameters) => new(
        TestFlags.Define("new", filters: TestFlags.Filter("KillOnAlert", parameters)), "1.1.a", Enabled, "", "", Enabled, Enabled);

    private static FiringAlert Alert(string name, int minutes) => new(name, Enabled + TimeSpan.FromMinutes(minutes));

    /// <param name="asked">Minutes after the flag was enabled.</param>
    private static Rollout Back(int asked)
    {
        var at = Enabled + TimeSpan.FromMinutes(asked);
        return Rollout(RolloutPhase.Succeeded) with
        {
            Id = "r2",
            Kind = RequestKind.RollBack,
            Source = "rollback by ann",
            Digest = Good,
            From = new Release(ImageReference.Parse("team/api:canary"), Bad),
            RequestedAt = at,
            StartedAt = at,
            FinishedAt = at,
        };
    }

    /// <param name="failed">Minutes after the flag was enabled.</param>
    private static Rollout Rollout(RolloutPhase phase, int? failed = null) => new(
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
        FinishedAt: null,
        "it crashed",
        FailedAt: failed is { } minutes ? Enabled + TimeSpan.FromMinutes(minutes) : null);
}

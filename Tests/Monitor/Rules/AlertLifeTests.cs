using CsCheck;
using Monitor.Rules;
using Monitor.Rules.Expressions;
using Tests.Properties;

namespace Tests.Rules;

public class AlertLifeTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    private AlertState _state = AlertState.Inactive(Start);
    private DateTimeOffset _now = Start;

    [Fact]
    public void Next_AboveThenBelow_FiresAtTheThresholdAndEndsBelowClear()
    {
        var rule = Rule();

        See(rule, 70, 0).Should().Be(AlertPhase.Inactive);
        See(rule, 70.1, 1).Should().Be(AlertPhase.Firing);
        See(rule, 65, 1).Should().Be(AlertPhase.Firing);
        See(rule, 60, 1).Should().Be(AlertPhase.Firing);
        See(rule, 59.9, 1).Should().Be(AlertPhase.Resolved);
        See(rule, 65, 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_NoClear_EndsAtTheThresholdItself()
    {
        var rule = Rule() with { Condition = new Condition(IsAbove: true, 0, null) };

        See(rule, 1, 0).Should().Be(AlertPhase.Firing);
        See(rule, 0, 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_Below_IsTheOtherWayRound()
    {
        var rule = Rule() with { Condition = new Condition(IsAbove: false, 100, 150) };

        See(rule, 99, 0).Should().Be(AlertPhase.Firing);
        See(rule, 150, 1).Should().Be(AlertPhase.Firing);
        See(rule, 151, 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_For_FiresOnlyOnceItHasHeldThatLong()
    {
        var rule = Rule() with { For = TimeSpan.FromSeconds(10) };

        See(rule, 80, 0).Should().Be(AlertPhase.Pending);
        See(rule, 80, 9).Should().Be(AlertPhase.Pending);
        See(rule, 69, 0.5).Should().Be(AlertPhase.Inactive);
        See(rule, 80, 1).Should().Be(AlertPhase.Pending);
        See(rule, 80, 10).Should().Be(AlertPhase.Firing);
        _state.StartedAt.Should().Be(_now);
    }

    [Fact]
    public void Next_KeepFiringFor_EndsOnlyOnceItHasNotHeldThatLong()
    {
        var rule = Rule() with { KeepFiringFor = TimeSpan.FromSeconds(10) };

        See(rule, 80, 0);
        See(rule, 10, 9).Should().Be(AlertPhase.Firing);
        See(rule, 80, 0.5).Should().Be(AlertPhase.Firing);
        See(rule, 10, 9).Should().Be(AlertPhase.Firing);
        See(rule, 10, 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_NothingKnown_IsNoRecoveryUntilTheValueIsStale()
    {
        var rule = Rule();
        See(rule, 80, 0);

        Step(rule, new Observation.Unknown(), 299).Should().Be(AlertPhase.Firing);
        Step(rule, new Observation.Unknown(), 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_TargetGone_EndsIt()
    {
        var rule = Rule();
        See(rule, 80, 0);

        Step(rule, new Observation.Gone(), 1).Should().Be(AlertPhase.Resolved);
        Step(rule, new Observation.Gone(), AlertLife.Retention.TotalSeconds).Should().Be(AlertPhase.Inactive);
    }

    [Fact]
    public void Next_PendingAgainAfterItsEndAndNoMore_IsAtItsEndAgain()
    {
        var rule = Rule() with { For = TimeSpan.FromSeconds(10) };
        See(rule, 80, 0);
        See(rule, 80, 10);
        See(rule, 10, 1).Should().Be(AlertPhase.Resolved);
        var end = _now;

        See(rule, 80, 5).Should().Be(AlertPhase.Pending);
        _state.EndedAt.Should().Be(end);
        See(rule, 10, 1).Should().Be(AlertPhase.Resolved);
        _state.Since.Should().Be(end);
    }

    [Fact]
    public void Next_Flapping_KeepsFiringLongerAndLonger()
    {
        var rule = Rule();
        for (var flap = 0; flap < 4; flap++)
        {
            See(rule, 80, 10);
            for (var second = 0; _state.Phase == AlertPhase.Firing; second++)
            {
                second.Should().BeLessThan(1000);
                See(rule, 10, 1);
            }
        }

        See(rule, 80, 10);
        AlertLife.KeepFiring(_state, rule).Should().Be(TimeSpan.FromMinutes(1));
        See(rule, 10, 59).Should().Be(AlertPhase.Firing);
        See(rule, 10, 2).Should().Be(AlertPhase.Resolved);
        See(rule, 80, AlertLife.FlapWindow.TotalSeconds);
        _state.Flaps.Should().Be(0);
    }

    [Fact]
    public void Next_SpikesThatNeverFire_AreNoFlaps()
    {
        var rule = Rule() with { For = TimeSpan.FromSeconds(15) };
        See(rule, 80, 0);
        See(rule, 80, 15).Should().Be(AlertPhase.Firing);
        See(rule, 10, 1).Should().Be(AlertPhase.Resolved);
        for (var spike = 0; spike < 5; spike++)
        {
            See(rule, 80, 10).Should().Be(AlertPhase.Pending);
            See(rule, 10, 3).Should().Be(AlertPhase.Resolved);
        }

        See(rule, 80, 10);
        See(rule, 80, 15).Should().Be(AlertPhase.Firing);
        _state.Flaps.Should().Be(1);
        See(rule, 10, 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_TargetDown_KeepsWhatFiresForAsLongAsItIs()
    {
        var rule = Rule();
        See(rule, 80, 0);

        Step(rule, new Observation.Down(), 3600).Should().Be(AlertPhase.Firing);
        Step(rule, new Observation.Unknown(), 299).Should().Be(AlertPhase.Firing);
        Step(rule, new Observation.Unknown(), 1).Should().Be(AlertPhase.Resolved);
    }

    [Fact]
    public void Next_EndNotToldYet_IsRememberedLongerAndNotForEver()
    {
        var rule = Rule();
        See(rule, 80, 0);
        See(rule, 10, 1);
        var end = _now;

        foreach (var hour in Enumerable.Range(1, 23))
        {
            _state = AlertLife.Next(_state, rule, new Observation.Gone(), end.AddHours(hour), isOpen: true);
            (_state.Phase, _state.EndedAt).Should().Be((AlertPhase.Resolved, end));
        }

        AlertLife.Next(_state, rule, new Observation.Gone(), end.AddHours(23)).Phase.Should().Be(AlertPhase.Inactive);
        AlertLife.Next(_state, rule, new Observation.Gone(), end.AddHours(24), isOpen: true).Phase.Should().Be(AlertPhase.Inactive);
    }

    [Fact]
    public void Resumed_Firing_KeepsFiringAsIfItHadJustBeenSeen()
    {
        var rule = Rule() with { KeepFiringFor = TimeSpan.FromSeconds(60) };
        See(rule, 80, 0);

        _state = AlertLife.Resumed(_state, _now.AddMinutes(10));
        _now = _now.AddMinutes(10);

        See(rule, 10, 59).Should().Be(AlertPhase.Firing);
        See(rule, 10, 1).Should().Be(AlertPhase.Resolved);
    }

    /// <summary>Whatever is seen: it never ends without having fired, and the times are in order.</summary>
    [Fact]
    public void Next_Anything_KeepsItsPromises() => Gen.Select(
            Gen.Int[0, 20], Gen.Int[0, 20], Gen.Select(Gen.Int[0, 3], Gen.Double[0, 100], Gen.Int[0, 400]).Array[0, 60])
        .SampleSeeded(
            (hold, keep, steps) =>
            {
                var rule = Rule() with { For = TimeSpan.FromSeconds(hold), KeepFiringFor = TimeSpan.FromSeconds(keep) };
                var (state, now) = (AlertState.Inactive(Start), Start);
                foreach (var (kind, value, seconds) in steps)
                {
                    now = now.AddSeconds(seconds);
                    Observation seen = kind switch
                    {
                        0 => new Observation.Unknown(),
                        1 when seconds > 300 => new Observation.Gone(),
                        _ => new Observation.Seen(value),
                    };
                    var next = AlertLife.Next(state, rule, seen, now);
                    var isFine = next.Phase switch
                    {
                        AlertPhase.Resolved => state.Phase is AlertPhase.Firing or AlertPhase.Resolved or AlertPhase.Pending
                            && next.EndedAt >= next.StartedAt,
                        AlertPhase.Firing => state.Phase == AlertPhase.Firing
                            || (value > 70 && (state.Phase == AlertPhase.Pending || hold == 0)),
                        AlertPhase.Pending => hold > 0,
                        _ => state.Phase != AlertPhase.Firing,
                    };
                    if (!isFine || next.Since > now || next.MetAt > now)
                    {
                        return false;
                    }

                    state = next;
                }

                return true;
            },
            cases: 1000);

    internal static AlertRule Rule() => new(
        "HighCpu", new Expression.Number(0), "", new Condition(IsAbove: true, 70, 60), ValueUnit.Percent,
        TimeSpan.Zero, TimeSpan.Zero, null, false, LabelSet.Empty, new Dictionary<string, string>());

    private AlertPhase See(AlertRule rule, double value, double seconds) => Step(rule, new Observation.Seen(value), seconds);

    private AlertPhase Step(AlertRule rule, Observation seen, double seconds)
    {
        _now = _now.AddSeconds(seconds);
        _state = AlertLife.Next(_state, rule, seen, _now);
        return _state.Phase;
    }
}

using CsCheck;
using Deployer.Rollouts;
using Tests.Properties;

namespace Tests.Rollouts;

/// <summary>Random releases, good and bad, with crashes of the Deployer between any two steps: it always settles where it should.</summary>
public sealed class RolloutMachineModelTests
{
    private enum Move
    {
        PushGood,
        PushOtherGood,
        PushBad,
        PushMissing,
        Pass,
        CrashBeforeActing,
        CrashBeforeWriting,
        Instances,
        Time,
    }

    private static readonly Gen<Move[]> Moves = Gen.Enum<Move>().Array[0, 60];

    [Fact]
    public void Decide_AnyHistory_SettlesOnTheNewestGoodRelease() => Moves.SampleSeeded(
        moves =>
        {
            var track = new SimulatedTrack();
            foreach (var move in moves)
            {
                Make(track, move);
                track.RollsOfOneRequest.Should().BeLessThanOrEqualTo(1, "no image is rolled twice");
            }

            track.Settle();

            track.Phase.Should().NotBe(RolloutPhase.Progressing).And.NotBe(RolloutPhase.RollingBack);
            track.Unanswered.Should().BeFalse("no push is lost");
            track.Runs.Should().Be(track.ShouldRun);
        },
        cases: 2000);

    private static void Make(SimulatedTrack track, Move move)
    {
        switch (move)
        {
            case Move.PushGood:
                track.Push(SimulatedTrack.Good);
                break;
            case Move.PushOtherGood:
                track.Push(SimulatedTrack.OtherGood);
                break;
            case Move.PushBad:
                track.Push(SimulatedTrack.Bad);
                break;
            case Move.PushMissing:
                track.Push(null);
                break;
            case Move.Pass:
                track.Pass();
                break;
            case Move.CrashBeforeActing:
                track.Pass(act: false);
                break;
            case Move.CrashBeforeWriting:
                track.Pass(write: false, act: false);
                break;
            case Move.Instances:
                track.StepInstances();
                break;
            case Move.Time:
                track.Advance(TimeSpan.FromSeconds(7));
                break;
        }
    }
}

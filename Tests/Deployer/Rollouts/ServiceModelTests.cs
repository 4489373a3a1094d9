using CsCheck;
using Deployer.Analysis;
using Deployer.Rollouts;
using Tests.Properties;
using static Tests.Rollouts.SimulatedService;

namespace Tests.Rollouts;

/// <summary>
/// Random releases on both tracks, good, erring, slow and crashing, with faults of the cluster, the registry and the Monitor, crashes
/// of the Deployer between any two steps, and people at the wheel: it never ends stuck, nor says what is not so.
/// </summary>
public sealed class ServiceModelTests
{
    private enum Kind
    {
        Push,
        Pass,
        CrashBeforeActing,
        CrashBeforeWriting,
        Instances,
        Time,
        Hand,
        RollBack,
        Traffic,
        Monitor,
        Registry,
        Autoscaler,
        Stuck,
    }

    private static readonly Kind[] Often =
        [.. Enum.GetValues<Kind>(), Kind.Push, Kind.Pass, Kind.Pass, Kind.Pass, Kind.Pass, Kind.Pass, Kind.Instances, Kind.Instances, Kind.Time, Kind.Time];

    private static readonly Gen<(Kind Kind, bool Canary, int Number)> Move =
        Gen.Select(Gen.Int[0, Often.Length - 1].Select(index => Often[index]), Gen.Bool, Gen.Int[0, 99]);

    private static readonly double[][] Ways = [[], [0.5], [0.1, 0.25, 0.5]];
    private static readonly Gen<double[]> Steps = Gen.Int[0, Ways.Length - 1].Select(index => Ways[index]);

    private static readonly Gen<(bool Automatic, int Approvals, bool RequireCanary, double[] Steps, (Kind Kind, bool Canary, int Number)[] Moves)>
        Lives = Gen.Select(Gen.Bool, Gen.Int[0, 2], Gen.Bool, Steps, Move.Array[10, 150]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Decide_AnyLife_EndsNeitherStuckNorContradictory(uint seed) => Lives.SampleSeeded(
        life =>
        {
            var service = new SimulatedService(life.Automatic, life.Approvals, life.RequireCanary, [.. life.Steps]);
            foreach (var move in life.Moves)
            {
                Make(service, move);
            }

            service.Settle();

            foreach (var side in new[] { service.Stable, service.Canary })
            {
                EndsWell(side);
            }

            IsJudged(service);
            IsPromoted(service, life.Automatic && life.Approvals == 0);
            KeepsItsShare(service);
        },
        cases: 100,
        seed);

    private static void EndsWell(SimulatedSide side)
    {
        if (side.Record.Unanswered is not null)
        {
            side.Record.Status.Waiting.Should().Contain("has not passed on api/canary", "nothing else may wait");
        }

        switch (side.Latest)
        {
            case null:
                side.Runs.Should().BeNull();
                break;
            case { Phase: RolloutPhase.Succeeded } rollout:
                side.Runs.Should().Be(rollout.Digest);
                break;
            case { Phase: RolloutPhase.RolledBack } rollout:
                side.Runs.Should().Be(rollout.BackTo!.Digest).And.NotBe(rollout.Digest);
                side.Record.Status.Good.Should().Contain(good => good.Release.Digest == side.Runs);
                break;
            case { Phase: RolloutPhase.Failed } when side.Policy.ScaleToZero:
                side.Runs.Should().BeNull("nothing works there");
                break;
            case { Phase: RolloutPhase.Failed }:
                break;
            default:
                side.Latest.Phase.Should().Be(RolloutPhase.Succeeded, "it must have come to an end: {0}", side.Latest.Message);
                break;
        }
    }

    // What has had traffic for minutes beside a stable that works is found out, if nobody brought it by hand.
    private static void IsJudged(SimulatedService service)
    {
        if (service.Canary.Latest is { Phase: RolloutPhase.Succeeded, Analysis: { } run } rollout && service.Stable.Ready > 0)
        {
            QualityOf(rollout.Digest!.Value).Should().BeOneOf(Quality.Good, Quality.Overloaded);
            run.Verdict.Should().Be(Verdict.Successful);
            rollout.HasPassed(service.Canary.Policy).Should().BeTrue("it has had the time for all its steps");
        }
    }

    private static void IsPromoted(SimulatedService service, bool byItself)
    {
        var promotion = service.Canary.Latest?.Promotion;
        promotion?.State.Should().NotBe(PromotionState.Asked, "stable has had time to answer: {0}", promotion.Message);
        if (promotion?.State is PromotionState.Promoted)
        {
            var (digest, stable) = (service.Canary.Latest!.Digest!.Value, service.Stable.Latest!);
            service.Stable.EverSucceeded(digest).Should().BeTrue();
            if (service.Canary.Latest.Phase is RolloutPhase.Succeeded)
            {
                (stable.Digest == digest && stable.Phase is RolloutPhase.RolledBack or RolloutPhase.Failed)
                    .Should().BeFalse("stable has gone back from it: {0}", stable.Message);
                (stable.Phase is RolloutPhase.RolledBack && stable.BackTo!.Digest != digest)
                    .Should().BeFalse("stable has gone back to another");
                (stable is { Kind: RequestKind.RollBack, Phase: RolloutPhase.Succeeded } && stable.Digest != digest)
                    .Should().BeFalse("somebody has taken it back there");
            }
        }

        if (byItself && service.Canary.Latest is { Phase: RolloutPhase.Succeeded, Analysis.Verdict: Verdict.Successful })
        {
            promotion!.State.Should().BeOneOf(PromotionState.Promoted, PromotionState.Failed);
        }
    }

    // Stable has had the time to come to its floor, or to be given it back.
    private static void KeepsItsShare(SimulatedService service)
    {
        var (canary, stable) = (service.Canary, service.Stable);
        var floor = ShareGuard.FloorFor(canary.Record.Status, canary.Wanted, MaxShare, canary.Policy);
        stable.Floor.Should().Be(floor ?? 0);
        if (floor is not null && stable.Ready > 0)
        {
            (canary.Ready / (double)(canary.Ready + stable.Ready))
                .Should().BeLessThanOrEqualTo(ShareGuard.ShareOf(canary.Record.Status, MaxShare) + 1e-9);
        }
    }

    private static void Make(SimulatedService service, (Kind Kind, bool Canary, int Number) move)
    {
        var track = move.Canary ? "canary" : "stable";
        switch (move.Kind)
        {
            case Kind.Push:
                service.Push(track, DigestOf((Quality)(move.Number % 5), move.Number / 5 % 4));
                break;
            case Kind.Pass:
                service.Pass(track);
                break;
            case Kind.CrashBeforeActing:
                service.Pass(track, act: false);
                break;
            case Kind.CrashBeforeWriting:
                service.Pass(track, write: false);
                break;
            case Kind.Instances:
                service.StepInstances(track);
                break;
            case Kind.Time:
                service.Advance(TimeSpan.FromSeconds(move.Number));
                break;
            case Kind.Hand:
                service.Turn(track, (HandAction)(move.Number % 4), move.Number % 2 == 0 ? "ann" : "bob");
                break;
            case Kind.RollBack:
                service.RollBack(track, move.Number);
                break;
            case Kind.Traffic:
                service.Traffic = !service.Traffic;
                break;
            case Kind.Monitor:
                service.MonitorAway = !service.MonitorAway;
                break;
            case Kind.Registry:
                service.RegistryAway = !service.RegistryAway;
                break;
            case Kind.Autoscaler:
                service.AutoscalerAway = !service.AutoscalerAway;
                break;
            case Kind.Stuck:
                (move.Canary ? service.Canary : service.Stable).Stuck = move.Number % 2 == 0;
                break;
        }
    }
}

using CsCheck;
using Deployer.Analysis;
using Tests.Properties;

namespace Tests.Analysis;

public class JudgePropertyTests
{
    private static readonly Gen<TrackMeasurement> Any = Gen.Select(
        Gen.Int[0, 400], Gen.Double[0, 0.2], Gen.Double[0.001, 2], Gen.Int[0, 10]).Select(
        (requests, share, latency, restarts) => Tracks.Of(requests, Math.Floor(requests * share), latency, Math.Max(0, restarts - 8)));

    [Fact]
    public void Of_AnyMeasurement_TheWorstCheckDecides() => Gen.Select(Any, Any).SampleSeeded(
        (candidate, baseline) =>
        {
            var judgement = Tracks.Judge(candidate, baseline);
            var verdicts = judgement.Checks.Select(check => check.Verdict).ToList();
            return judgement.Verdict == (verdicts.Contains(Verdict.Failed) ? Verdict.Failed
                : verdicts.Contains(Verdict.Inconclusive) ? Verdict.Inconclusive : Verdict.Successful)
                && judgement.Message.Length > 0;
        },
        cases: 500,
        seed: 4);

    [Fact]
    public void Of_Silence_IsNeitherFailureNorSuccess() => Gen.Select(Any, Any).SampleSeeded(
        (candidate, baseline) => Tracks.Judge(Tracks.Of(0), baseline).Verdict == Verdict.Inconclusive
            && Tracks.Judge(candidate with { Restarts = 0 }, Tracks.Of(0)).Verdict == Verdict.Inconclusive,
        cases: 500,
        seed: 5);

    [Fact]
    public void Of_OneMoreError_NeverMakesAFailureGood() => Gen.Select(Any, Any, Gen.Int[1, 30]).SampleSeeded(
        (candidate, baseline, more) =>
        {
            var worse = candidate with { ServerErrors = Math.Min(candidate.Requests, candidate.ServerErrors + more) };
            return Tracks.Judge(candidate, baseline).Verdict != Verdict.Failed
                || Tracks.Judge(worse, baseline).Verdict == Verdict.Failed;
        },
        cases: 500,
        seed: 6);

    /// <summary>The same behaviour on both tracks, looked at twenty times as the requests come in.</summary>
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.001, 0.02)]
    [InlineData(0.01, 0.02)]
    [InlineData(0.05, 0.05)]
    public void Of_TracksThatAreAlike_AreRarelyToldApart(double share, double mayFail)
    {
        const int Releases = 400;
        var dice = new Random(20260101);
        var failed = Enumerable.Range(0, Releases).Count(_ => IsEverFailed(share, share, dice));

        failed.Should().BeLessThanOrEqualTo((int)(Releases * mayFail));
    }

    [Fact]
    public void Of_FivePercentErrors_AreNoticedWithinThreeHundredRequests()
    {
        const int Releases = 400;
        var dice = new Random(20260102);
        var failed = Enumerable.Range(0, Releases).Count(_ => IsEverFailed(0.05, 0, dice, looks: 4));

        failed.Should().BeGreaterThanOrEqualTo(Releases * 95 / 100);
    }

    private static bool IsEverFailed(double share, double baselineShare, Random dice, int looks = 20)
    {
        const int PerLook = 75;
        var (errors, baselineErrors) = (0, 0);
        for (var look = 1; look <= looks; look++)
        {
            errors += Enumerable.Range(0, PerLook).Count(_ => dice.NextDouble() < share);
            baselineErrors += Enumerable.Range(0, 3 * PerLook).Count(_ => dice.NextDouble() < baselineShare);
            var requests = look * PerLook;
            if (Shares.DifferenceAtLeast(errors, requests, baselineErrors, 3 * requests) > Tracks.Policy.MaxErrorDifference)
            {
                return true;
            }
        }

        return false;
    }
}

using Deployer.Analysis;
using Xunit.Abstractions;

namespace Tests.Analysis;

/// <summary>
/// A canary that waits to be promoted is measured on and on, every three seconds over a minute: what a day of looks does to one that
/// is like stable, and to one that turns bad after it.
/// </summary>
public class WaitingCanaryTests(ITestOutputHelper output)
{
    private const int LooksPerWindow = 20;
    private const int LooksPerDay = 24 * 60 * LooksPerWindow;
    private static readonly AnalysisPolicy Policy = Tracks.Policy with { Interval = TimeSpan.FromSeconds(3) };
    private readonly Dictionary<(int Errors, int Requests, int Others, int Halvings), double> _known = [];

    [Theory]
    [InlineData(3, 0.01)]
    [InlineData(3, 0.05)]
    [InlineData(75, 0.01)]
    [InlineData(75, 0.05)]
    public void DoubtAt_ADayOfLooks_RarelyFailsWhatIsLikeStable(int requestsPerLook, double share)
    {
        const int Releases = 200;
        var dice = new Random(20260103);
        var (failed, withoutSpending) = (0, 0);
        for (var release = 0; release < Releases; release++)
        {
            var (spent, plain) = Live(requestsPerLook, share, dice);
            failed += spent ? 1 : 0;
            withoutSpending += plain ? 1 : 0;
        }

        output.WriteLine(
            $"{20 * requestsPerLook} requests a minute beside three times as many, {share:P0} errors on both, for a day: " +
            $"{failed} of {Releases} failed, {withoutSpending} with the same doubt at every look");
        failed.Should().BeLessThanOrEqualTo(Releases * 5 / 100);
    }

    [Fact]
    public void DoubtAt_TurnsBadAfterADay_IsFoundWithinTwoWindows()
    {
        const int Releases = 200;
        const int PerLook = 75;
        var dice = new Random(20260104);
        var (good, bad, stable) = (new Binomial(PerLook, 0.001), new Binomial(PerLook, 0.05), new Binomial(3 * PerLook, 0.001));
        var looks = new List<int>();
        for (var release = 0; release < Releases; release++)
        {
            var (candidate, baseline) = (new Window(), new Window());
            for (var look = 1; ; look++)
            {
                candidate.Add(look <= LooksPerWindow ? good.Next(dice) : bad.Next(dice));
                baseline.Add(stable.Next(dice));
                var turned = look - LooksPerWindow;
                if (turned > 0 && Fails(candidate.Sum, PerLook * LooksPerWindow, baseline.Sum, DoubtAt(LooksPerDay + turned)))
                {
                    looks.Add(turned);
                    break;
                }
            }
        }

        output.WriteLine($"5 % errors at 100 requests a second and a share of 25 %, after a day: found after {3 * looks.Average():0} s on the average, {3 * looks.Max()} s at most");
        looks.Max().Should().BeLessThanOrEqualTo(2 * LooksPerWindow);
    }

    [Fact]
    public void Of_LateInTheAnalysis_NeedsMoreEvidence()
    {
        var (candidate, baseline) = (Tracks.Of(150, 7), Tracks.Of(400));

        Tracks.Judge(candidate, baseline).Verdict.Should().Be(Verdict.Failed);
        Tracks.Judge(candidate, baseline, doubt: DoubtAt(100 * LooksPerWindow)).Verdict.Should().Be(Verdict.Successful);
        Tracks.Judge(Tracks.Of(150, 40), baseline, doubt: DoubtAt(100 * LooksPerWindow)).Verdict.Should().Be(Verdict.Failed);
        Tracks.Judge(Tracks.Of(60, latency: 0.5), Tracks.Of(400, latency: 0.05), doubt: DoubtAt(100 * LooksPerWindow))
            .Verdict.Should().Be(Verdict.Failed);
    }

    // Whether it is ever failed with the doubt that is spent, and with one that is the same at every look.
    private (bool Spent, bool Plain) Live(int perLook, double share, Random dice)
    {
        var (of, beside) = (new Binomial(perLook, share), new Binomial(3 * perLook, share));
        var (candidate, baseline, plain) = (new Window(), new Window(), false);
        for (var look = 1; look <= LooksPerDay; look++)
        {
            candidate.Add(of.Next(dice));
            baseline.Add(beside.Next(dice));
            var requests = perLook * Math.Min(look, LooksPerWindow);
            if (requests < Policy.MinRequests || !Fails(candidate.Sum, requests, baseline.Sum, Shares.Doubt))
            {
                continue;
            }

            plain = true;
            if (Fails(candidate.Sum, requests, baseline.Sum, DoubtAt(look)))
            {
                return (true, true);
            }
        }

        return (false, plain);
    }

    private static double DoubtAt(int look) =>
        AnalysisRun.Start(Policy, Tracks.Start).DoubtAt(Policy, Tracks.Start + (look * Policy.Interval));

    // Less doubt makes the bound lower: what does not fail with somewhat more of it, as was found before, needs no look of its own.
    private bool Fails(int errors, int requests, int others, double doubt)
    {
        const int Apart = 6;
        var halvings = (int)Math.Log2(Shares.Doubt / doubt) / Apart * Apart;
        if (!_known.TryGetValue((errors, requests, others, halvings), out var least))
        {
            _known[(errors, requests, others, halvings)] = least = Shares.DifferenceAtLeast(
                errors, requests, others, 3 * requests, Shares.Doubt / Math.Pow(2, halvings));
        }

        return least > Policy.MaxErrorDifference
            && Shares.DifferenceAtLeast(errors, requests, others, 3 * requests, doubt) > Policy.MaxErrorDifference;
    }

    /// <summary>The errors of the last minute.</summary>
    private sealed class Window
    {
        private readonly Queue<int> _looks = new();

        public int Sum { get; private set; }

        public void Add(int errors)
        {
            _looks.Enqueue(errors);
            Sum += errors - (_looks.Count > LooksPerWindow ? _looks.Dequeue() : 0);
        }
    }

    /// <summary>How many of so many requests are errors, by one throw of the dice.</summary>
    private sealed class Binomial
    {
        private readonly double[] _atMost;

        public Binomial(int requests, double share)
        {
            _atMost = new double[requests + 1];
            var weight = Math.Pow(1 - share, requests);
            for (var (errors, sum) = (0, 0.0); errors <= requests; errors++)
            {
                sum += weight;
                _atMost[errors] = sum;
                weight *= share / (1 - share) * (requests - errors) / (errors + 1);
            }
        }

        public int Next(Random dice)
        {
            var throwOf = dice.NextDouble();
            var errors = 0;
            while (errors < _atMost.Length - 1 && _atMost[errors] < throwOf)
            {
                errors++;
            }

            return errors;
        }
    }
}

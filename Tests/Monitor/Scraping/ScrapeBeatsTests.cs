using Monitor.Scraping;

namespace Tests.Scraping;

public sealed class ScrapeBeatsTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly ScrapeBeats _beats = new(Interval);

    [Theory]
    [InlineData(5000, 50)]
    [InlineData(1000, 50)]
    [InlineData(1010, 48.0952)]
    public void Length_OfAnyInterval_DividesItInWholeBeatsOfFiftyMillisecondsAtMost(int interval, double length) =>
        new ScrapeBeats(TimeSpan.FromMilliseconds(interval)).Length.TotalMilliseconds.Should().BeApproximately(length, 1e-4);

    [Fact]
    public void Advance_OneInterval_LetsEverybodyGoOnOnceAndSpreadOverIt()
    {
        Task[] waiting = [.. Enumerable.Range(0, 1000).Select(number => _beats.NextAsync(Target(number), CancellationToken.None))];
        var done = new List<int>();
        for (var beat = 1; beat <= 100; beat++)
        {
            _beats.Advance(beat * _beats.Length);
            done.Add(waiting.Count(task => task.IsCompletedSuccessfully));
        }

        done[^1].Should().Be(1000);
        done[49].Should().BeInRange(350, 650, "half of them have their beat in the first half");
        done.Zip(done.Skip(1), (one, next) => next - one).Max().Should().BeLessThan(60);
    }

    [Fact]
    public void Advance_LateByMoreThanAnInterval_LetsEverybodyGoOnOnce()
    {
        var first = _beats.NextAsync(Target(1), CancellationToken.None);
        _beats.Advance(10 * Interval);
        var second = _beats.NextAsync(Target(1), CancellationToken.None);
        _beats.Advance(10 * Interval);

        (first.IsCompleted, second.IsCompleted).Should().Be((true, false));
        _beats.Advance(11 * Interval);
        second.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task NextAsync_TargetGone_Ends()
    {
        using var gone = new CancellationTokenSource();
        var waiting = _beats.NextAsync(Target(1), gone.Token);

        await gone.CancelAsync();

        await waiting.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
    }

    private static Target Target(int number) => new(new Uri($"http://instance-{number}/metrics"), "", "", "", "", "", "");
}

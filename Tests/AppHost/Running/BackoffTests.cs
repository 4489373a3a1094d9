using Aspire.Hosting.Running;

namespace Tests.Hosting.Running;

public sealed class BackoffTests
{
    [Fact]
    public void After_ShortLives_GrowsToThirtySeconds()
    {
        var backoff = new Backoff();

        Enumerable.Range(0, 7).Select(_ => backoff.After(TimeSpan.FromSeconds(3)).TotalSeconds)
            .Should().Equal(1, 2, 4, 8, 16, 30, 30);
    }

    [Fact]
    public void After_AGoodMinute_BeginsAnew()
    {
        var backoff = new Backoff();
        backoff.After(TimeSpan.Zero);
        backoff.After(TimeSpan.Zero);

        backoff.After(TimeSpan.FromMinutes(1)).TotalSeconds.Should().Be(1);
        backoff.After(TimeSpan.Zero).TotalSeconds.Should().Be(2);
    }
}

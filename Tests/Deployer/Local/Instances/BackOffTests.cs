using Deployer.Local.Instances;

namespace Tests.Local.Instances;

public sealed class BackOffTests
{
    private static readonly BackOff Fresh = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

    [Fact]
    public void Delay_FailuresInARow_BeginsAtOnceAndDoublesToTheLongest()
    {
        var delays = new List<double>();
        var backOff = Fresh;
        for (var i = 0; i < 12; i++)
        {
            backOff = backOff.Failed(TimeSpan.Zero);
            delays.Add(backOff.Delay.TotalSeconds);
        }

        delays.Should().Equal(0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300);
    }

    [Fact]
    public void Failed_AfterALongRun_BeginsAnew()
    {
        var often = Fresh with { Failures = 9 };

        often.Failed(TimeSpan.FromMinutes(9.9)).Failures.Should().Be(10);
        often.Failed(TimeSpan.FromMinutes(10)).Delay.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Delay_FailuresBeyondAllCounting_IsTheLongest() =>
        (Fresh with { Failures = int.MaxValue }).Delay.Should().Be(TimeSpan.FromMinutes(5));
}

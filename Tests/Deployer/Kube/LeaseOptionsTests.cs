using Deployer.Kube;

namespace Tests.Kube;

public sealed class LeaseOptionsTests
{
    [Fact]
    public void Defaults_DeadLeader_IsReplacedWithin15Seconds()
    {
        var lease = new LeaseOptions();

        // The one who stands by sees the last renewal at a try, and that the Lease has run out at another.
        (lease.Duration + (2 * lease.RetryPeriod)).Should().BeLessThan(TimeSpan.FromSeconds(15));
    }
}

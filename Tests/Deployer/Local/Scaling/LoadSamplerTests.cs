using Deployer.Images;
using Deployer.Local.Instances;
using Deployer.Local.Records;
using Deployer.Local.Scaling;
using Deployer.Rollouts;

namespace Tests.Local.Scaling;

public sealed class LoadSamplerTests
{
    private const double Request = 0.25;
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly Release Release =
        new(ImageReference.Parse("api:stable"), Digest.Parse("sha256:" + new string('a', 64)));

    private readonly LoadSampler _sampler = new();

    [Fact]
    public void Sample_SecondLook_IsTheUseSinceTheFirst()
    {
        var first = Sample(0, Ready(), TimeSpan.FromSeconds(100));
        var second = Sample(15, Ready(), TimeSpan.FromSeconds(101.5));

        first.Should().Be(new InstanceLoad(true, null));
        second.Ready.Should().BeTrue();
        second.Utilization.Should().BeApproximately(0.4, 1e-9);
    }

    [Fact]
    public void Sample_RestartedBetween_IsNotMeasured()
    {
        Sample(0, Ready(), TimeSpan.FromSeconds(100));

        Sample(15, Ready() with { StartedAt = Start.AddSeconds(5) }, TimeSpan.FromSeconds(1)).Utilization.Should().BeNull();
    }

    [Fact]
    public void Sample_ReadyOnlySinceTheLastLook_IsNotYetReady()
    {
        Sample(0, Ready() with { ReadySince = null }, TimeSpan.FromSeconds(1));

        Sample(15, Ready() with { ReadySince = Start.AddSeconds(3) }, TimeSpan.FromSeconds(4)).Ready.Should().BeFalse();
    }

    [Fact]
    public void Sample_WithoutProcess_IsNotMeasured() => Sample(0, Ready(), null).Utilization.Should().BeNull();

    private InstanceLoad Sample(int second, InstanceStatus status, TimeSpan? cpu) =>
        _sampler.Sample([(status, cpu)], Request, Start.AddSeconds(second)).Single();

    private static InstanceStatus Ready() => new(
        new InstanceRecord("api-stable-000001", Release, 1, 0, Start),
        InstanceStates.Running,
        StartedAt: Start.AddSeconds(-60),
        ReadySince: Start.AddSeconds(-50));
}

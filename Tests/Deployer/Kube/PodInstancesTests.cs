using Deployer.Kube.Pods;

namespace Tests.Kube;

public sealed class PodInstancesTests
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    [Fact]
    public void Of_ReadyPod_HasAddressDigestAndStart()
    {
        var pod = GoldenPods.Read("ready");
        pod.Spec.Containers[0].Image = $"localhost:5000/gold:serve@{Digest}";
        pod.Spec.Containers[0].Ports = [new() { ContainerPort = 9090 }, new() { ContainerPort = 8080, Name = "http" }];

        var instance = PodInstances.Of([pod], "api").Should().ContainSingle().Subject;

        instance.Address.Should().Be($"{pod.Status.PodIP}:8080");
        instance.Release.ToString().Should().Be($"localhost:5000/gold:serve@{Digest}");
        instance.Ready.Should().BeTrue();
        instance.State.Should().Be("Running");
        instance.StartedAt.UtcDateTime.Should().Be(pod.Status.ContainerStatuses[0].State.Running.StartedAt);
    }

    [Fact]
    public void Of_TemplateWithoutDigest_TellsWhatTheNodeHasPulled()
    {
        var instance = PodInstances.Of([GoldenPods.Read("crash-loop")], "api").Should().ContainSingle().Subject;

        instance.Release.ToString().Should().StartWith("localhost:5000/gold:crash@sha256:73f5d783f585");
        instance.State.Should().Be("CrashLoopBackOff");
        instance.Restarts.Should().Be(3);
        instance.Ready.Should().BeFalse();
    }

    [Theory]
    [InlineData("unschedulable", null)]
    [InlineData("crash-loop-terminating", "Terminating")]
    public void Of_Pod_IsLeftOutOnlyWhileNothingIsKnownOfItsContent(string name, string? state)
    {
        PodInstances.Of([GoldenPods.Read(name)], "api").Select(instance => instance.State)
            .Should().Equal(state is null ? [] : [state]);
    }
}

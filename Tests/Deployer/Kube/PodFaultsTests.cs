using Deployer.Kube.Pods;
using k8s.Models;

namespace Tests.Kube;

public sealed class PodFaultsTests
{
    [Theory]
    [InlineData("crash-loop", "CrashLoopBackOff", "container api: exit code 3, 3 restarts")]
    [InlineData("sick-crash-loop", "CrashLoopBackOff", "container api: exit code 0 (Completed), 4 restarts")]
    [InlineData("init-crash-loop", "CrashLoopBackOff", "container migrate: exit code 3, 3 restarts")]
    [InlineData("err-image-pull", "ErrImagePull", "container api: *localhost:5000/gold:none*not found*")]
    [InlineData("image-pull-back-off", "ImagePullBackOff", "container api: Back-off pulling image \"localhost:5000/gold:none\"")]
    [InlineData("invalid-image-name", "InvalidImageName", "container api: *invalid reference format*")]
    [InlineData("create-container-config-error", "CreateContainerConfigError", "container api: configmap \"nowhere\" not found")]
    [InlineData("run-container-error", "RunContainerError", "container api: *no such file or directory*")]
    [InlineData("out-of-memory-again", "OOMKilled", "container api: exit code 137 (OOMKilled), 2 restarts")]
    public void Of_PodInTrouble_NamesContainerReasonAndCause(string pod, string reason, string message)
    {
        var fault = PodFaults.Of(GoldenPods.Read(pod)).Should().ContainSingle().Subject;

        fault.Reason.Should().Be(reason);
        fault.Message.Should().Match(message);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("unschedulable")]
    [InlineData("restarted-once")]
    [InlineData("out-of-memory-once")]
    [InlineData("crashed-a-moment-ago")]
    [InlineData("crash-loop-terminating")]
    public void Of_PodThatMayGetWell_IsNoFault(string pod)
    {
        PodFaults.Of(GoldenPods.Read(pod)).Should().BeEmpty();
    }

    [Fact]
    public void Of_Crash_LogIsThatOfTheRunThatEnded()
    {
        var pod = GoldenPods.Read("crash-loop");

        PodFaults.Of(pod).Single().Log.Should().Be(new LogSource("crash", pod.Uid(), "api", Previous: true, 3));
    }
}

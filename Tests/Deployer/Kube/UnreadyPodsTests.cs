using Deployer.Kube.Pods;
using k8s.Models;

namespace Tests.Kube;

public sealed class UnreadyPodsTests
{
    private static readonly DateTimeOffset Started = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_ReadyPod_IsNone() => UnreadyPods.Of(GoldenPods.Read("ready"), "api", Started.AddYears(1)).Should().BeNull();

    [Fact]
    public void Of_NoRoom_SaysWhy()
    {
        var unready = UnreadyPods.Of(GoldenPods.Read("unschedulable"), "api", Started);

        unready!.Reason.Should().Be("Unschedulable");
        unready.Message.Should().Be("0/1 nodes are available: 1 Insufficient cpu.");
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Of_RunningAndNotReady_IsNamedOnceItIsNoLongerYoung(int seconds, bool named)
    {
        var pod = Unready();

        var unready = UnreadyPods.Of(pod, "api", Started.AddSeconds(seconds));

        (unready is not null).Should().Be(named);
        if (named)
        {
            unready!.Message.Should().Be("container api: runs for 10 s and is not ready");
            unready.Log.Should().Be(new LogSource(pod.Name(), pod.Uid(), "api", Previous: false, 0, Running: true));
        }
    }

    private static V1Pod Unready()
    {
        var pod = GoldenPods.Read("ready");
        pod.Status.Conditions.Single(condition => condition.Type == "Ready").Status = "False";
        var status = pod.Status.ContainerStatuses.Single();
        status.Ready = false;
        status.State.Running.StartedAt = Started.UtcDateTime;
        return pod;
    }
}

using k8s.Models;
using Monitor.Kube;

namespace Tests.KubeTargets;

public class AutoscalerMappingTests
{
    [Fact]
    public void ToPoints_Autoscaler_SaysHowFarItHasGone()
    {
        var autoscaler = new V1HorizontalPodAutoscaler
        {
            Metadata = new V1ObjectMeta
            {
                Name = "api-stable",
                Labels = new Dictionary<string, string> { ["app"] = "api", ["track"] = "stable" },
            },
            Spec = new V1HorizontalPodAutoscalerSpec { MaxReplicas = 10 },
            Status = new V1HorizontalPodAutoscalerStatus { CurrentReplicas = 7 },
        };

        autoscaler.ToTarget(new KubeOptions()).Should().BeEquivalentTo(
            new { Instance = "api-stable", Service = "api", Track = "stable" });
        autoscaler.ToPoints().Select(point => (point.Id.Name, point.Value)).Should().Equal(
            ("slipway_autoscaler_replicas", 7), ("slipway_autoscaler_max_replicas", 10));
    }
}

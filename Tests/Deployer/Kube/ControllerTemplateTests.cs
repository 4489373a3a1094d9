using Deployer.Images;
using Deployer.Kube;
using Deployer.Kube.Controllers;
using Deployer.Rollouts;
using k8s.Models;

namespace Tests.Kube;

public sealed class ControllerTemplateTests
{
    private static readonly KubeTrack Track = new(
        new TrackKey("api", "canary"), WorkloadKind.ReplicationController, "api-canary", "api", 1);

    private static readonly Release Release = new(
        ImageReference.Parse("api:canary"), Digest.Parse($"sha256:{new string('c', 64)}"));

    [Fact]
    public void Next_FromTheOneBefore_DiffersInImageNameAndMark()
    {
        var from = new V1ReplicationController
        {
            Metadata = new V1ObjectMeta { Name = "api-canary-aaaaaaaaaaaa" },
            Spec = new V1ReplicationControllerSpec
            {
                Selector = new Dictionary<string, string> { ["app"] = "api", ["deployment"] = "aaaaaaaaaaaa" },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta
                    {
                        Labels = new Dictionary<string, string> { ["app"] = "api", ["deployment"] = "aaaaaaaaaaaa" },
                    },
                    Spec = new V1PodSpec
                    {
                        Containers = [new V1Container { Name = "proxy", Image = "p" }, new V1Container { Name = "api", Image = "a" }],
                    },
                },
            },
        };

        var next = ControllerTemplate.Next(Track, from, Release, revision: 4, wanted: 3, replicas: 0);

        next.Name().Should().Be("api-canary-cccccccccccc");
        next.Spec.Replicas.Should().Be(0);
        next.Spec.Selector.Should().Equal(new Dictionary<string, string> { ["app"] = "api", ["deployment"] = "cccccccccccc" });
        next.Spec.Template.Metadata.Labels.Should().Equal(next.Spec.Selector);
        next.Spec.Template.Metadata.Annotations.Should().Equal(new Dictionary<string, string> { ["slipway.dev/digest"] = $"{Release.Digest}" });
        next.Spec.Template.Spec.Containers.Select(container => container.Image).Should().Equal("p", Release.ToString());
        next.Metadata.Annotations.Should().Contain("kubernetes.io/change-cause", $"Slipway: {Release}")
            .And.Contain("slipway.dev/revision", "4").And.Contain("slipway.dev/wanted", "3");
        from.Spec.Template.Spec.Containers[1].Image.Should().Be("a");
    }

    [Theory]
    [InlineData("api-canary", true)]
    [InlineData("api-canary-0123456789ab", true)]
    [InlineData("api-canary-0123456789abc", false)]
    [InlineData("api-canary-web", false)]
    [InlineData("api", false)]
    public void Belongs_Name_IsTheOriginOrOneOfItsDigests(string name, bool belongs)
    {
        ControllerNames.Belongs(name, "api-canary").Should().Be(belongs);
    }
}

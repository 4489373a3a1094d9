using Deployer.Kube;
using Deployer.Kube.Workloads;
using Deployer.Rollouts;
using k8s.Models;

namespace Tests.Kube;

public sealed class DeploymentPodsTests
{
    private static readonly KubeTrack Track = new(
        new TrackKey("api", "canary"), WorkloadKind.Deployment, "api-canary", "api", 2);

    private static readonly string Image = $"api:canary@sha256:{new string('b', 64)}";
    private readonly V1Deployment _deployment = Deployment();
    private readonly List<V1ReplicaSet> _sets = [Set("old", "1"), Set("new", "2")];
    private readonly List<V1Pod> _pods = [Pod("new"), Pod("new")];

    [Fact]
    public void Of_StatusAndPodsSayDone_IsComplete()
    {
        Seen.Progress.IsComplete.Should().BeTrue();
        Seen.Template!.ToString().Should().Be(Image);
        Seen.Updated.Should().HaveCount(2);
    }

    [Fact]
    public void Of_ChangeThatTheControllerHasNotSeen_IsNotCompleteAndNobodysFault()
    {
        _deployment.Metadata.Generation = 6;

        Seen.Progress.Should().Be(new RolloutProgress(2, 0, 0, 2));
        Seen.Updated.Should().BeEmpty();
    }

    [Fact]
    public void Of_PodsAheadOfTheStatus_IsNotComplete()
    {
        _deployment.Status.UpdatedReplicas = 1;

        Seen.Progress.Should().Be(new RolloutProgress(2, 1, 2, 1));
    }

    [Fact]
    public void Of_StatusAheadOfThePods_IsNotComplete()
    {
        _pods.RemoveAt(0);

        Seen.Progress.Should().Be(new RolloutProgress(2, 1, 1, 0));
    }

    [Fact]
    public void Of_OldPodStillThere_IsOutdated()
    {
        _pods.Add(Pod("old"));

        Seen.Progress.Should().Be(new RolloutProgress(2, 2, 2, 1));
    }

    [Fact]
    public void Of_OldPodBeingStopped_GetsNoTrafficAndDoesNotCount()
    {
        var pod = Pod("old");
        pod.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        _pods.Add(pod);

        Seen.Progress.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void Of_PodNotReady_IsNotAvailable()
    {
        _pods[0].Status.Conditions[0].Status = "False";

        Seen.Progress.Should().Be(new RolloutProgress(2, 2, 1, 0));
    }

    [Fact]
    public void Of_ReplicaSetNotSeenYet_IsNotComplete()
    {
        _sets.RemoveAt(1);

        Seen.Progress.IsComplete.Should().BeFalse();
    }

    [Fact]
    public void Of_NewestNotCreatedYetBecausePaused_IsNotComplete()
    {
        _deployment.Status.UpdatedReplicas = 0;

        Seen.Progress.IsComplete.Should().BeFalse();
    }

    [Fact]
    public void Of_ScaledToZero_HasNoTemplate()
    {
        _deployment.Spec.Replicas = 0;

        Seen.Template.Should().BeNull();
    }

    [Fact]
    public void Of_ImageWithoutDigest_HasNoTemplate()
    {
        _deployment.Spec.Template.Spec.Containers[0].Image = "api:canary";

        Seen.Template.Should().BeNull();
        Seen.OtherTemplate.Should().Be("api:canary");
        Seen.Progress.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void Of_PodsOfAnotherDeployment_DoNotCount()
    {
        _sets.Add(Set("other", "2", owner: "another"));
        _pods.Add(Pod("other"));

        Seen.Progress.IsComplete.Should().BeTrue();
    }

    private WorkloadPods Seen => DeploymentPods.Of(Track, _deployment, _sets, _pods);

    private static V1Deployment Deployment() => new()
    {
        Metadata = new V1ObjectMeta { Name = "api-canary", Uid = "deployment", Generation = 5, Annotations = Revision("2") },
        Spec = new V1DeploymentSpec
        {
            Replicas = 2,
            Template = new V1PodTemplateSpec
            {
                Spec = new V1PodSpec { Containers = [new V1Container { Name = "api", Image = Image }] },
            },
        },
        Status = new V1DeploymentStatus { ObservedGeneration = 5, Replicas = 2, UpdatedReplicas = 2, AvailableReplicas = 2 },
    };

    private static V1ReplicaSet Set(string name, string revision, string owner = "deployment") => new()
    {
        Metadata = new V1ObjectMeta { Name = name, Uid = name, Annotations = Revision(revision), OwnerReferences = [Owner(owner)] },
    };

    private static V1Pod Pod(string set) => new()
    {
        Metadata = new V1ObjectMeta { Name = $"{set}-{Guid.NewGuid():N}", OwnerReferences = [Owner(set)] },
        Status = new V1PodStatus { Phase = "Running", Conditions = [new V1PodCondition { Type = "Ready", Status = "True" }] },
    };

    private static V1OwnerReference Owner(string uid) => new() { Uid = uid, Name = uid, Controller = true };

    private static Dictionary<string, string> Revision(string number) =>
        new() { ["deployment.kubernetes.io/revision"] = number };
}

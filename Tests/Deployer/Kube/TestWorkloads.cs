using Deployer.Kube;
using k8s;
using k8s.Models;

namespace Tests.Kube;

/// <summary>What a person has applied before the Deployer comes: a workload without pods, of an image without a digest.</summary>
internal static class TestWorkloads
{
    // Seconds; a machine that stalls does not make what serves look sick.
    private const int ProbeTimeout = 5;

    /// <summary>Takes so many bad answers in a row before the container is started again.</summary>
    public static V1Probe Liveness(int periodSeconds, int failureThreshold) => new()
    {
        HttpGet = new V1HTTPGetAction { Path = "/health/live", Port = 8080 },
        PeriodSeconds = periodSeconds,
        TimeoutSeconds = ProbeTimeout,
        FailureThreshold = failureThreshold,
    };

    public static async Task CreateAsync(
        Kubernetes admin, string @namespace, string name, WorkloadKind kind, string image, V1Probe? liveness = null)
    {
        var labels = new Dictionary<string, string> { ["app"] = "api", ["track"] = name };
        var metadata = new V1ObjectMeta { Name = name };
        var template = TemplateOf(labels, image, liveness);
        if (kind == WorkloadKind.ReplicationController)
        {
            await admin.CoreV1.CreateNamespacedReplicationControllerAsync(
                new V1ReplicationController
                {
                    Metadata = metadata,
                    Spec = new V1ReplicationControllerSpec { Replicas = 0, Selector = labels, Template = template },
                },
                @namespace);
            return;
        }

        await admin.AppsV1.CreateNamespacedDeploymentAsync(
            new V1Deployment
            {
                Metadata = metadata,
                Spec = new V1DeploymentSpec
                {
                    Replicas = 0,
                    Selector = new V1LabelSelector { MatchLabels = labels },
                    Strategy = new V1DeploymentStrategy
                    {
                        RollingUpdate = new V1RollingUpdateDeployment { MaxSurge = 1, MaxUnavailable = 0 },
                    },
                    Template = template,
                },
            },
            @namespace);
    }

    private static V1PodTemplateSpec TemplateOf(Dictionary<string, string> labels, string image, V1Probe? liveness) => new()
    {
        Metadata = new V1ObjectMeta { Labels = labels },
        Spec = new V1PodSpec
        {
            TerminationGracePeriodSeconds = 1,
            Containers =
            [
                new V1Container
                {
                    Name = "api",
                    Image = image,
                    Ports = [new V1ContainerPort { Name = "http", ContainerPort = 8080 }],
                    Env = [new V1EnvVar { Name = "ASPNETCORE_HTTP_PORTS", Value = "8080" }],
                    LivenessProbe = liveness,
                    ReadinessProbe = new V1Probe
                    {
                        HttpGet = new V1HTTPGetAction { Path = "/health/ready", Port = 8080 },
                        PeriodSeconds = 1,
                        TimeoutSeconds = ProbeTimeout,
                    },
                    Resources = new V1ResourceRequirements
                    {
                        Requests = new Dictionary<string, ResourceQuantity>
                        {
                            ["cpu"] = new("10m"),
                            ["memory"] = new("16Mi"),
                        },
                    },
                },
            ],
        },
    };
}

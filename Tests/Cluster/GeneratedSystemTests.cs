using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Deployer.Kube.Pods;
using k8s.Models;

namespace Tests.Cluster;

/// <summary>What is generated, on a real cluster: the whole system, from images in a registry.</summary>
[Trait("Category", "Cluster")]
public sealed class GeneratedSystemTests(GeneratedSystemTests.Fixture fixture) : IClassFixture<GeneratedSystemTests.Fixture>
{
    private static readonly TimeSpan Limit = Eventually.Longest;

    /// <summary>
    /// kubectl sends these again, and nothing comes of it: kustomize breaks long entries of a Secret into lines, and the API server
    /// completes the templates of claims.
    /// </summary>
    private static readonly string[] SaidToChange = ["secret/access-tokens-", "statefulset.apps/redis "];

    [ClusterFact]
    public async Task Apply_WhatIsGenerated_RunsTheWholeSystem()
    {
        var system = await fixture.System.Value;

        // Every pod is as restricted as the standard wants it; this cluster is too old to say so.
        IList<V1Pod> pods = [];
        await system.UntilAsync("every pod is ready", Limit, async () =>
            (pods = await system.PodsAsync()).All(pod => pod.IsReady));
        pods.Select(pod => pod.GetLabel("app.kubernetes.io/name")).Distinct()
            .Should().BeEquivalentTo("api", "deployer", "monitor", "redis");
        pods.Where(pod => !IsRestricted(pod.Spec)).Select(pod => pod.Name()).Should().BeEmpty();

        // What was applied is what there is.
        (await system.DryRunAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.Contains(" unchanged", StringComparison.Ordinal))
            .Where(line => !Array.Exists(SaidToChange, known => line.StartsWith(known, StringComparison.Ordinal)))
            .Should().BeEmpty();
        (await system.DiffAsync()).Should().BeEmpty();

        // Both tracks serve behind one address, and the Monitor sees all instances by way of the Deployer.
        var tracks = new HashSet<string>();
        await system.UntilAsync("both tracks answer", Limit, async () =>
        {
            var (status, body) = await system.AskAsync(HttpMethod.Get, "api", "/");
            if (status == HttpStatusCode.OK)
            {
                tracks.Add(TextOf(body, "track"));
            }

            return tracks.Count == 2;
        });
        tracks.Should().BeEquivalentTo("stable", "canary");
        await system.UntilAsync("the Monitor scrapes both tracks", Limit, async () =>
            await system.AskAsync(HttpMethod.Get, "monitor", "/api/instances") is (HttpStatusCode.OK, var instances)
            && UpTracks(instances) is ["canary", "stable"]);

        // Redis keeps what it has taken.
        await system.UntilAsync("the key is taken", Limit, async () =>
            (await system.AskAsync(HttpMethod.Put, "api", "/keys/kept", """{ "value": "still here", "ttlSeconds": 3600 }""")).Status
                is HttpStatusCode.Created or HttpStatusCode.OK);
        var old = (await system.PodsAsync("redis")).Single().Uid();
        await system.DeletePodAsync("redis-0");
        await system.UntilAsync("another Redis has taken its place", Limit, async () =>
            (await system.PodsAsync("redis")).Any(pod => pod.IsReady && pod.Uid() != old));
        await system.UntilAsync("the key is there after Redis was restarted", Limit, async () =>
            (await system.AskAsync(HttpMethod.Get, "api", "/keys/kept")).Body.Contains("still here", StringComparison.Ordinal));

        // A changed setting rolls the one service that it concerns.
        var before = await system.RevisionsAsync();
        await system.GenerateAsync("--parameter", "smtp-host=mail.example.com");
        await system.ApplyAsync();
        await system.ReadyAsync();
        (await system.RevisionsAsync()).Except(before).Should().ContainSingle().Which.Should().StartWith("monitor");

        // A push and its webhook roll the track, with no other permissions than those that were generated.
        await system.PublishAsync("--service", "api", "--tag", "canary");
        var rollout = await system.CallWebhookAsync("canary");
        await system.UntilAsync("the Deployer has rolled the canary to the pushed digest", Limit, async () =>
            await system.DeploymentAsync("api-canary") is { } deployment
            && deployment.Status is { UpdatedReplicas: 1, AvailableReplicas: 1, Replicas: 1 }
            && deployment.Spec.Template.Spec.Containers[0].Image.StartsWith($"{system.Registry}/api:canary@sha256:", StringComparison.Ordinal));
        (await system.DeploymentAsync("api-stable")).Spec.Template.Spec.Containers[0].Image
            .Should().StartWith($"{system.Registry}/api:stable");

        // Without traffic it is never judged; whoever has seen enough promotes it by hand.
        await system.UntilAsync(rollout, Limit, state => TextOf(state, "phase") == "Succeeded");
        await system.UntilAsync("the promotion is taken", Limit, async () =>
        {
            var (status, body) = await system.AskAsync(
                HttpMethod.Post, "deployer", "/api/tracks/api/canary/promote", """{ "reason": "seen enough" }""");
            if (status == HttpStatusCode.ServiceUnavailable)
            {
                return false;
            }

            status.Should().Be(HttpStatusCode.OK, body);
            return true;
        });
        var canary = (await system.DeploymentAsync("api-canary")).Spec.Template.Spec.Containers[0].Image.Split('@')[1];
        await system.UntilAsync("stable runs what the canary ran", Limit, async () =>
            await system.DeploymentAsync("api-stable") is { } stable
            && stable.Spec.Template.Spec.Containers[0].Image.EndsWith(canary, StringComparison.Ordinal)
            && stable.Status.UpdatedReplicas == stable.Status.Replicas);
        await system.UntilAsync("the instances themselves know what they run", Limit, async () =>
            await system.AskAsync(HttpMethod.Get, "api", "/") is (HttpStatusCode.OK, var body) && TextOf(body, "digest") == canary);
    }

    [ClusterFact]
    public async Task Load_OnTheApi_ScalesStableToThreeAndBack()
    {
        var system = await fixture.System.Value;
        await system.UntilAsync("stable is one without load", Limit, async () =>
            (await system.DeploymentAsync("api-stable")).Spec.Replicas == 1);

        await system.UntilAsync("load has scaled stable to three", Limit, async () =>
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BurstAsync(system, TimeSpan.FromSeconds(3))));
            return (await system.DeploymentAsync("api-stable")).Status.ReadyReplicas == 3;
        });
        (await system.DeploymentAsync("api-canary")).Spec.Replicas.Should().Be(1, "its pods are not those of stable");

        await system.UntilAsync("without load it is one again", Limit, async () =>
            (await system.DeploymentAsync("api-stable")).Spec.Replicas == 1);
    }

    private static async Task BurstAsync(GeneratedSystem system, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            await system.AskAsync(HttpMethod.Get, "api", "/keys/nothing");
        }
    }

    private static List<string> UpTracks(string json) =>
    [
        .. JsonDocument.Parse(json).RootElement.GetProperty("instances").EnumerateArray()
            .Where(instance => instance.GetProperty("up").ValueKind == JsonValueKind.True)
            .Select(instance => instance.GetProperty("track").GetString()!).Distinct().Order(StringComparer.Ordinal),
    ];

    private static string TextOf(string json, string property) => TextOf(JsonDocument.Parse(json).RootElement, property);

    private static string TextOf(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static bool IsRestricted(V1PodSpec spec) =>
        spec is { HostNetwork: not true, HostPID: not true, HostIPC: not true }
        && spec.SecurityContext is { RunAsNonRoot: true, RunAsUser: > 0, SeccompProfile.Type: "RuntimeDefault" }
        && spec.Volumes.All(volume => volume.HostPath is null)
        && spec.Containers.All(container => container.SecurityContext is
        {
            AllowPrivilegeEscalation: false,
            ReadOnlyRootFilesystem: true,
            Privileged: not true,
            Capabilities: { Drop: ["ALL"], Add: null },
        } && container.Ports.All(port => port.HostPort is null));

    /// <summary>One system for both, started when the first of them runs.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal Lazy<Task<GeneratedSystem>> System { get; } = new(() => GeneratedSystem.StartAsync(GeneratedSystem.OwnManifest));

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (System.IsValueCreated)
            {
                await (await System.Value).DisposeAsync();
            }
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Deployer.Kube.Pods;
using k8s;
using k8s.Models;
using Tests.Fakes;
using Tests.Flags;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>
/// Flags of the Api on the cluster, on both tracks: flipped once through the Deployer's API, seen in every pod. Redis is the
/// real one, on the machine of the cluster's node, as Tests/Cluster/kube-up has it.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class FlagTrackTests : IDisposable
{
    private const int Port = 8080;
    private const int StablePods = 2;
    private const int CanaryPods = 1;
    private static readonly TimeSpan Limit = Eventually.Longest;
    private readonly InstanceImages _images = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public void Dispose()
    {
        _http.Dispose();
        _images.Dispose();
    }

    [ClusterFact("redis-server")]
    public async Task Flag_CanaryOnlyThenOffThenOn_IsSoInEveryPodOfItsTrack()
    {
        await using var place = await ClusterNamespace.CreateAsync();
        await using var redis = await RedisProcess.StartAsync(await NodeAddressAsync());
        await using var deployer = new DeployerApplication(redis.ConnectionString);
        await deployer.Services.FlagStoreAsync();
        using var api = deployer.CreateClient();
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeployerApplication.OperatorToken);
        var image = _images.Image($"slipway/{place.Name}-api", "flags");
        await SdkImage.PushBaseAsync();
        await SdkImage.PublishAsync("Api/Api.csproj", image);
        await RunTrackAsync(place.Name, "stable", StablePods, $"{image}", redis.ConnectionString);
        await RunTrackAsync(place.Name, "canary", CanaryPods, $"{image}", redis.ConnectionString);
        var (stable, canary) = (await ReadyAsync(place.Name, "stable", StablePods), await ReadyAsync(place.Name, "canary", CanaryPods));
        await AllAnswerAsync([.. stable, .. canary], HttpStatusCode.Created, HttpStatusCode.OK);

        await FlipAsync(api, """
            {"enabled":true,"conditions":{"client_filters":[{"name":"Slipway.Track","parameters":{"Tracks":["canary"]}}]}}
            """);
        await AllAnswerAsync(stable, HttpStatusCode.NotFound);
        await AllAnswerAsync(canary, HttpStatusCode.OK);

        await FlipAsync(api, """{"enabled":false}""");
        await AllAnswerAsync([.. stable, .. canary], HttpStatusCode.NotFound);

        await FlipAsync(api, """{"enabled":true}""");
        await AllAnswerAsync([.. stable, .. canary], HttpStatusCode.OK);
    }

    // Sends again where it is told to come again.
    private static Task FlipAsync(HttpClient api, string definition) => Eventually.TrueAsync(
        async () => await TryFlipAsync(api, definition), "the flag is flipped", Limit);

    private static async Task<bool> TryFlipAsync(HttpClient api, string definition)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/flags/set");
        request.Content = new StringContent(definition, Encoding.UTF8, "application/json");
        using var known = await api.GetAsync("/api/flags/set");
        if (known.Headers.ETag is { } tag)
        {
            request.Headers.IfMatch.Add(tag);
        }

        using var answer = await api.SendAsync(request);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }

        answer.IsSuccessStatusCode.Should().BeTrue("the API says {0}", await answer.Content.ReadAsStringAsync());
        return true;
    }

    private Task AllAnswerAsync(IEnumerable<string> pods, params HttpStatusCode[] wanted) =>
        Task.WhenAll(pods.Select(pod => Eventually.TrueAsync(async () =>
        {
            try
            {
                using var answer = await _http.PutAsJsonAsync($"http://{pod}:{Port}/keys/flagged", new { value = "x" });
                return wanted.Contains(answer.StatusCode);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }, $"{pod} answers {string.Join(" or ", wanted)}", Limit)));

    private static async Task<string> NodeAddressAsync() =>
        (await ClusterNamespace.Admin.CoreV1.ListNodeAsync()).Items[0].Status.Addresses
            .Single(address => address.Type == "InternalIP").Address;

    private static async Task<IReadOnlyList<string>> ReadyAsync(string place, string track, int count)
    {
        IReadOnlyList<string> ready = [];
        var begun = Stopwatch.GetTimestamp();
        while (ready.Count < count)
        {
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Limit, "the pods of {0} become ready", track);
            await Task.Delay(300);
            var pods = await ClusterNamespace.Admin.CoreV1.ListNamespacedPodAsync(place, labelSelector: $"track={track}");
            ready = [.. pods.Items.Where(pod => pod.IsReady).Select(pod => pod.Status.PodIP)];
        }

        return ready;
    }

    private static async Task RunTrackAsync(string place, string track, int count, string image, string redis)
    {
        var labels = new Dictionary<string, string> { ["app"] = "api", ["track"] = track };
        await ClusterNamespace.Admin.AppsV1.CreateNamespacedDeploymentAsync(
            new V1Deployment
            {
                Metadata = new V1ObjectMeta { Name = $"api-{track}" },
                Spec = new V1DeploymentSpec
                {
                    Replicas = count,
                    Selector = new V1LabelSelector { MatchLabels = labels },
                    Template = new V1PodTemplateSpec
                    {
                        Metadata = new V1ObjectMeta { Labels = labels },
                        Spec = new V1PodSpec { TerminationGracePeriodSeconds = 1, Containers = [Container(track, image, redis)] },
                    },
                },
            },
            place);
    }

    private static V1Container Container(string track, string image, string redis) => new()
    {
        Name = "api",
        Image = image,
        Env =
        [
            new V1EnvVar { Name = "ConnectionStrings__redis", Value = redis },
            new V1EnvVar { Name = "Instance__Service", Value = "api" },
            new V1EnvVar { Name = "Instance__Track", Value = track },
            new V1EnvVar { Name = "HTTP_PORTS", Value = $"{Port}" },
        ],
        ReadinessProbe = new V1Probe
        {
            HttpGet = new V1HTTPGetAction { Path = "/health/ready", Port = Port },
            PeriodSeconds = 1,
        },
        Resources = new V1ResourceRequirements
        {
            Requests = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("100m"), ["memory"] = new("64Mi") },
        },
    };
}

using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using k8s.Models;
using Tests.Cluster;

namespace Benchmarks.Cluster;

/// <summary>
/// From the first byte to the patched Deployment, as a watch sees it: a webhook, the process that the original system
/// started for each, and one bare PATCH over an open connection. In turns, on paused Deployments.
/// </summary>
internal sealed class PatchLatency(ClusterBench bench)
{
    private const int Rounds = 200;
    private const int WarmUp = 10;
    private const int Images = 8;
    private readonly List<double> _webhook = [];
    private readonly List<double> _process = [];
    private readonly List<double> _bare = [];

    public async Task<(Spread Webhook, Spread Process, Spread Bare)> MeasureAsync()
    {
        var digests = await Task.WhenAll(
            Enumerable.Range(0, Images).Select(index => bench.MakeAsync("canary", $"patch {index}", "serve")));
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var digest = digests[(round + WarmUp) % Images];
            var image = bench.Tag("canary").At(digest);
            await TimeAsync(round, _webhook, ClusterBench.Paused, image, () => bench.WebhookAsync("canary", digest));
            await TimeAsync(round, _process, ClusterBench.PausedByHand, image, () => Kubectl.RunAsync(
                "-n", bench.Namespace, "set", "image", $"deployment/{ClusterBench.PausedByHand}", $"api={image}"));
            var other = bench.Tag("canary").At(digests[(round + WarmUp + (Images / 2)) % Images]);
            await TimeAsync(round, _bare, ClusterBench.PausedByHand, other, () => PatchAsync(other));
        }

        return (
            new Spread("webhook to patched Deployment (signature, record, registry, status, patch)", _webhook),
            new Spread("`kubectl set image` as a process", _process),
            new Spread("floor: one bare PATCH over an open connection", _bare));
    }

    private async Task TimeAsync(int round, List<double> into, string name, string image, Func<Task> act)
    {
        var seen = bench.Deployments.FirstAsync(
            deployment => deployment.Name() == name && deployment.Spec.Template.Spec.Containers[0].Image == image);
        var from = Stopwatch.GetTimestamp();
        await act();
        var milliseconds = Stopwatch.GetElapsedTime(from, await seen).TotalMilliseconds;
        if (round >= 0)
        {
            into.Add(milliseconds);
        }
    }

    private async Task PatchAsync(string image)
    {
        var patch = JsonSerializer.Serialize(new
        {
            spec = new { template = new { spec = new { containers = new[] { new { name = "api", image } } } } },
        });
        using var request = new HttpRequestMessage(
            HttpMethod.Patch,
            new Uri(ClusterBench.Admin.BaseUri, $"apis/apps/v1/namespaces/{bench.Namespace}/deployments/{ClusterBench.PausedByHand}"))
        {
            Content = new StringContent(
                patch, Encoding.UTF8, new MediaTypeHeaderValue("application/strategic-merge-patch+json")),
        };
        using var answer = await ClusterBench.Admin.HttpClient.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}

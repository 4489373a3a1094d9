using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Deployer.Images;
using Tests.Kube;
using Tests.Tools;

namespace Tests.Cluster;

/// <summary>Deployer processes on a bench's one track, asked over HTTP as senders and people do.</summary>
internal static class ClusterDeployer
{
    public const string Secret = "a-secret-of-the-cluster-tests";
    private static readonly TimeSpan Limit = Eventually.Longest;

    public static Task<DeployerProcess> StartAsync(KubeBench bench, params (string Key, string? Value)[] more) =>
        StartAsync(new Uri($"http://127.0.0.1:{FreePorts.Next()}"), bench, more);

    /// <param name="more">Settings beside those that the bench needs; null takes one of those away.</param>
    public static Task<DeployerProcess> StartAsync(Uri address, KubeBench bench, params (string Key, string? Value)[] more)
    {
        var (service, track) = bench.Track;
        var settings = new Dictionary<string, string?>(bench.Configuration())
        {
            [$"Releases:{service}:Repository"] = $"{bench.Image.Repository}",
            [$"Releases:{service}:Tracks:{track}:Tag"] = bench.Image.Tag,
            ["Webhooks:Secret"] = Secret,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
            if (value is null)
            {
                settings.Remove(key);
            }
        }

        return DeployerProcess.StartAsync(address, settings);
    }

    public static Task<HttpResponseMessage> SendAsync(this DeployerProcess deployer, KubeBench bench, Digest digest) =>
        deployer.Client.PostAsJsonAsync(
            $"/webhooks/generic/{Secret}", new { image = $"{bench.Image}", digest = $"{digest}" });

    /// <summary>Sends again where it is told to come again, as a registry does. Returns the rollout's id.</summary>
    public static async Task<string> PushAsync(this DeployerProcess deployer, KubeBench bench, Digest digest)
    {
        var id = "";
        await deployer.UntilAsync(Limit, $"{digest} is accepted", async () =>
        {
            using var answer = await deployer.SendAsync(bench, digest);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            {
                return false;
            }

            answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            id = body.GetProperty("accepted")[0].GetProperty("rollout").GetString()!;
            return true;
        });
        return id;
    }

    /// <summary>Returns the message that goes with the phase.</summary>
    public static async Task<string> UntilAsync(this DeployerProcess deployer, string rollout, string phase)
    {
        var message = "";
        await deployer.UntilAsync(Limit, $"rollout {rollout} is {phase}", async () =>
        {
            var (now, text) = await deployer.PhaseAsync(rollout);
            message = text;
            return now == phase;
        });
        return message;
    }

    public static async Task<(string Phase, string Message)> PhaseAsync(this DeployerProcess deployer, string rollout)
    {
        using var answer = await deployer.Client.GetAsync($"/api/rollouts/{rollout}");
        if (!answer.IsSuccessStatusCode)
        {
            return ("", $"{answer.StatusCode}");
        }

        var state = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (state.GetProperty("phase").GetString()!, state.GetProperty("message").GetString()!);
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Deployer.Images;
using Deployer.Local.Session;

namespace Deployer.Local.Push;

/// <summary>Speaks to the Deployer that runs here.</summary>
internal sealed class DeployerClient(RunningDeployer deployer) : IDisposable
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(deployer.Address),
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Tells of a push as Docker Hub would. Returns where the rollout is told of.</summary>
    /// <exception cref="DeployerRefusedException">It was not accepted.</exception>
    public async Task<Uri> CallWebhookAsync(
        ImageReference image,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var payload = new DockerHubPayload(
            new DockerHubPushData(now.ToUnixTimeSeconds(), Environment.UserName, image.Tag),
            new DockerHubRepository(image.Repository.Familiar));
        using var answer = await _http.PostAsJsonAsync(
            $"/webhooks/dockerhub/{Uri.EscapeDataString(deployer.Secret)}",
            payload,
            PushJson.Default.DockerHubPayload,
            cancellationToken);
        return answer.StatusCode == HttpStatusCode.Accepted && answer.Headers.Location is { } location
            ? location
            : throw new DeployerRefusedException(
                $"the webhook answered {(int)answer.StatusCode}: {await ReasonAsync(answer, cancellationToken)}");
    }

    /// <summary>The rollout each time it has changed, until the token ends it.</summary>
    /// <exception cref="DeployerRefusedException">The Deployer knows no token of its developer.</exception>
    public async IAsyncEnumerable<RolloutState> FollowAsync(
        Uri rollout,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;
        while (true)
        {
            var state = await ReadAsync(rollout, cancellationToken);
            if (state is not null && state.Line != last)
            {
                last = state.Line;
                yield return state;
            }

            await Task.Delay(PollEvery, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<RolloutState?> ReadAsync(Uri rollout, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, rollout);
        // Only here: the webhook has a secret of its own, and each goes only where it is asked for.
        request.Headers.Authorization = deployer.Token is { } token
            ? new AuthenticationHeaderValue("Bearer", token)
            : null;
        using var answer = await _http.SendAsync(request, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new DeployerRefusedException(
                $"the rollout goes on, but cannot be followed: {await ReasonAsync(answer, cancellationToken)} " +
                "(outside Development the Deployer keeps no token for this command: use --no-wait)");
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(PushJson.Default.RolloutState, cancellationToken);
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            var reply = await answer.Content.ReadFromJsonAsync(PushJson.Default.WebhookReply, cancellationToken);
            return string.Join("; ", reply?.Ignored ?? []);
        }

        var problem = answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? await answer.Content.ReadFromJsonAsync(PushJson.Default.ProblemDetails, cancellationToken)
            : null;
        return problem?.Detail ?? answer.ReasonPhrase ?? "no reason";
    }
}

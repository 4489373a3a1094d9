using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Deployer.Images;
using Deployer.Webhooks;
using Tests.Fakes;

namespace Tests.Webhooks;

public sealed class WebhookEndpointsTests : IDisposable
{
    private const string Payload =
        """{"push_data":{"pushed_at":1.417566161e+09,"tag":"canary"},"repository":{"repo_name":"team/api"}}""";

    private readonly DeployerApplication _deployer = new();
    private readonly HttpClient _client;

    public WebhookEndpointsTests()
    {
        _deployer.Registry.Tags["team/api:canary"] = Digest.Parse("sha256:" + new string('a', 64));
        _client = _deployer.CreateClient();
    }

    public void Dispose()
    {
        _client.Dispose();
        _deployer.Dispose();
    }

    [Fact]
    public async Task Post_SecretInAddress_IsAcceptedWithLocation()
    {
        using var answer = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var rollout = await UntilEndedAsync(answer.Headers.Location!);
        rollout.GetProperty("phase").GetString().Should().Be("Succeeded");
        rollout.GetProperty("image").GetString().Should().Be("team/api:canary");
    }

    [Fact]
    public async Task Post_SecretAsBearer_IsAccepted()
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeployerApplication.Secret);

        using var answer = await PostAsync("/webhooks/dockerhub", Payload);

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("/webhooks/dockerhub/wrong")]
    [InlineData("/webhooks/dockerhub")]
    [InlineData("/webhooks/nobody/wrong")]
    public async Task Post_WrongSecret_Is401(string address)
    {
        using var answer = await PostAsync(address, Payload);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Post_UnknownReceiver_Is404AndNamesTheKnownOnes()
    {
        using var answer = await PostAsync($"/webhooks/nobody/{DeployerApplication.Secret}", Payload);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("dockerhub").And.Contain("generic");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_BodyOverOneMebibyte_Is413(bool lengthIsTold)
    {
        using var content = new StringContent("{\"x\":\"" + new string('x', 1024 * 1024) + "\"}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/dockerhub/{DeployerApplication.Secret}")
        {
            Content = content,
        };
        request.Headers.TransferEncodingChunked = !lengthIsTold;

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Post_MalformedJson_Is400AndNamesThePlace()
    {
        using var answer = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", "{\"push_data\": {,}");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("line 1, byte 16");
    }

    [Fact]
    public async Task Post_SeveralFaults_AreAllNamed()
    {
        using var answer = await PostAsync(
            $"/webhooks/dockerhub/{DeployerApplication.Secret}",
            """{"push_data":{"tag":"no tag!"},"repository":{"repo_name":"Team/API"}}""");

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name)
            .Should().Equal("repository.repo_name", "push_data.tag");
        problem.GetProperty("detail").GetString().Should().Contain("'Team/API'").And.Contain("'no tag!'");
    }

    [Theory]
    [InlineData("other/app", "canary", "no service is released from repository 'other/app'")]
    [InlineData("team/api", "dev", "follows tag 'dev'")]
    public async Task Post_ConcernsNobody_Is200IgnoredWithTheReason(string repository, string tag, string reason)
    {
        using var answer = await PostAsync(
            $"/webhooks/generic/{DeployerApplication.Secret}", $$"""{"name":"{{repository}}","tag":"{{tag}}"}""");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        body.GetProperty("ignored")[0].GetString().Should().StartWith("ignored: ").And.Contain(reason);
        _deployer.Cluster.Rolls.Should().BeEmpty();
    }

    [Fact]
    public async Task Post_SameDigestTwice_IsOneRollout()
    {
        using var first = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);
        await UntilEndedAsync(first.Headers.Location!);
        using var second = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);

        var one = await UntilEndedAsync(first.Headers.Location!);
        var other = await UntilEndedAsync(second.Headers.Location!);

        other.GetProperty("id").GetString().Should().Be(one.GetProperty("id").GetString());
        _deployer.Cluster.Rolls.Should().ContainSingle();
        var list = await _client.GetFromJsonAsync<JsonElement>("/api/rollouts");
        list.GetProperty("rollouts").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Post_NoSuchImage_FailsTheRolloutAndSaysWhy()
    {
        using var answer = await PostAsync(
            $"/webhooks/generic/{DeployerApplication.Secret}", """{"image":"team/api:stable"}""");

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var rollout = await UntilEndedAsync(answer.Headers.Location!);
        rollout.GetProperty("phase").GetString().Should().Be("Failed");
        rollout.GetProperty("message").GetString().Should().Contain("there is no image team/api:stable");
    }

    [Fact]
    public async Task Post_ClusterAway_Is503WithRetryAfter()
    {
        _deployer.Cluster.Away = true;

        using var answer = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Get_ClusterAway_Is503WithRetryAfter()
    {
        _deployer.Cluster.Away = true;

        using var answer = await _client.GetAsync("/api/tracks");

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        answer.Headers.RetryAfter.Should().NotBeNull();
    }

    [Fact]
    public async Task Get_HistoryAway_ListsWhatTheTracksKnowAndSaysSo()
    {
        _deployer.History.Away = true;
        using var answer = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);
        await UntilEndedAsync(answer.Headers.Location!);

        var list = await _client.GetFromJsonAsync<JsonElement>("/api/rollouts");

        list.GetProperty("rollouts").GetArrayLength().Should().Be(1);
        list.GetProperty("historyAway").GetString().Should().Contain("Redis");
    }

    [Fact]
    public async Task Post_TooMany_Is429WithRetryAfter()
    {
        using var limited = _deployer.WithWebHostBuilder(builder => builder.UseSetting("Webhooks:PerMinute", "2"));
        using var client = limited.CreateClient();
        HttpResponseMessage? answer = null;
        for (var request = 0; request < 3; request++)
        {
            answer?.Dispose();
            answer = await client.PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", new StringContent(Payload));
        }

        answer!.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().BePositive();
        answer.Dispose();
    }

    [Theory]
    [InlineData("192.0.2.7", true)]
    [InlineData("::ffff:192.0.2.7", true)]
    [InlineData("192.0.3.7", false)]
    [InlineData("2001:db8::1", true)]
    public void IsAllowed_Networks_HoldForBothFamilies(string address, bool allowed) =>
        WebhookLimits.IsAllowed(IPAddress.Parse(address), ["192.0.2.0/24", "2001:db8::/32"]).Should().Be(allowed);

    [Fact]
    public async Task Post_SignedByGitHub_IsAccepted()
    {
        var body = await File.ReadAllBytesAsync(Path.Combine("Golden", "Webhooks", "github-package.json"));
        using var content = new ByteArrayContent(body);
        content.Headers.Add(
            "X-Hub-Signature-256",
            "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(DeployerApplication.Secret), body)));
        content.Headers.Add("X-GitHub-Event", "package");

        using var answer = await _client.PostAsync("/webhooks/github", content);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("ghcr.io/team/api");
    }

    [Fact]
    public async Task Post_WrongSignature_Is401()
    {
        using var content = new StringContent("{}");
        content.Headers.Add("X-Hub-Signature-256", "sha256=" + new string('0', 64));

        using var answer = await _client.PostAsync("/webhooks/github", content);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Post_AnyOutcome_IsCountedByReceiver()
    {
        using var accepted = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);
        using var faulty = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", "{");
        using var unknown = await PostAsync($"/webhooks/{Guid.NewGuid()}/{DeployerApplication.Secret}", Payload);

        var metrics = await _client.GetStringAsync("/metrics");

        metrics.Should().MatchRegex("slipway_webhooks_total\\{[^}]*outcome=\"accepted\",receiver=\"dockerhub\"[^}]*\\} ");
        metrics.Should().MatchRegex("slipway_webhooks_total\\{[^}]*outcome=\"faulty\",receiver=\"dockerhub\"[^}]*\\} ");
        metrics.Should().MatchRegex("slipway_webhooks_total\\{[^}]*outcome=\"faulty\",receiver=\"unknown\"[^}]*\\} ");
    }

    [Fact]
    public async Task Post_AnyAnswer_LeavesTheSecretOutOfTheLog()
    {
        using var accepted = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", Payload);
        using var faulty = await PostAsync($"/webhooks/dockerhub/{DeployerApplication.Secret}", "{");

        _deployer.Lines.All.Should().NotContain(line => line.Contains(DeployerApplication.Secret));
    }

    private async Task<HttpResponseMessage> PostAsync(string address, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await _client.PostAsync(address, content);
    }

    private async Task<JsonElement> UntilEndedAsync(Uri rollout)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var state = await _client.GetFromJsonAsync<JsonElement>(rollout, limit.Token);
            if (state.TryGetProperty("finishedAt", out _))
            {
                return state;
            }

            await Task.Delay(10, limit.Token);
        }
    }
}

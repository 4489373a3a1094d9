using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Deployer.Images;
using Deployer.Rollouts;
using Tests.Fakes;

namespace Tests.Endpoints;

public sealed class HandEndpointsTests : IDisposable
{
    private static readonly string One = "sha256:" + new string('1', 64);
    private static readonly string Two = "sha256:" + new string('2', 64);
    private readonly DeployerApplication _deployer = new();
    private readonly HttpClient _client;

    public HandEndpointsTests()
    {
        _client = _deployer.CreateClient();
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeployerApplication.OperatorToken);
    }

    public void Dispose()
    {
        _client.Dispose();
        _deployer.Dispose();
    }

    [Fact]
    public async Task Post_AViewer_IsForbidden()
    {
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", DeployerApplication.Token);

        (await PostAsync("canary/pause")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Post_PauseAndResume_AreShownWithWhoAndWhyAndAreIdempotent()
    {
        (await AnswerAsync("canary/pause")).GetProperty("changed").GetBoolean().Should().BeTrue();
        (await AnswerAsync("canary/pause")).GetProperty("changed").GetBoolean().Should().BeFalse();
        var paused = (await TrackAsync("canary")).GetProperty("paused");
        paused.GetProperty("by").GetString().Should().Be("operator");
        paused.GetProperty("why").GetString().Should().Be("a test");

        (await AnswerAsync("canary/resume")).GetProperty("changed").GetBoolean().Should().BeTrue();

        (await TrackAsync("canary")).TryGetProperty("paused", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Post_Abort_IsToldToTheWorkload()
    {
        await PushAsync("canary", One);
        await PushAsync("canary", Two);

        await AnswerAsync("canary/abort");

        _deployer.Events.Told.Should().Contain(
            rollout => rollout.Phase == RolloutPhase.RollingBack && rollout.Digest == Digest.Parse(Two));
    }

    [Fact]
    public async Task Post_Promote_MakesStableRunTheCanarysDigestWithoutAPush()
    {
        await PushAsync("canary", One);

        (await AnswerAsync("canary/promote")).GetProperty("changed").GetBoolean().Should().BeTrue();

        await Eventually.TrueAsync(async () => (await TrackAsync("canary")).GetProperty("rollout")
            .TryGetProperty("promotion", out var promotion) && promotion.GetProperty("state").GetString() == "Promoted");
        var stable = await TrackAsync("stable");
        stable.GetProperty("image").GetString().Should().Be($"team/api:stable@{One}");
        stable.GetProperty("rollout").GetProperty("source").GetString().Should().Be("promotion by operator");
        (await AnswerAsync("canary/promote")).GetProperty("changed").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task Post_RollBack_BringsAReleaseOfTheHistoryBack()
    {
        var first = await PushAsync("stable", One);
        await PushAsync("stable", Two);

        var answer = await _client.PostAsJsonAsync("/api/tracks/api/stable/rollback", new { rollout = first, reason = "slow search" });

        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        await UntilAsync(answer.Headers.Location!.ToString(), "Succeeded");
        var rollout = (await TrackAsync("stable")).GetProperty("rollout");
        rollout.GetProperty("digest").GetString().Should().Be(One);
        rollout.GetProperty("hands")[0].GetProperty("why").GetString().Should().Be("slow search");
        (await _client.PostAsJsonAsync("/api/tracks/api/stable/rollback", new { rollout = first, reason = "again" }))
            .StatusCode.Should().Be(HttpStatusCode.OK, "it runs already");
    }

    [Fact]
    public async Task Post_RollBackStableToACanarysRelease_Is409AndNamesPromote()
    {
        await PushAsync("stable", One);
        var canary = await PushAsync("canary", Two);

        using var answer = await _client.PostAsJsonAsync("/api/tracks/api/stable/rollback", new { rollout = canary, reason = "faster" });

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("promote brings a canary's to stable");
        (await TrackAsync("stable")).GetProperty("image").GetString().Should().EndWith(One);
    }

    [Fact]
    public async Task Post_AbortByName_Is409ForWhatIsNotThere()
    {
        var first = await PushAsync("canary", One);
        var second = await PushAsync("canary", Two);

        using var gone = await _client.PostAsJsonAsync("/api/tracks/api/canary/abort", new { rollout = first, reason = "slow" });
        using var there = await _client.PostAsJsonAsync("/api/tracks/api/canary/abort", new { rollout = second, reason = "slow" });

        gone.StatusCode.Should().Be(HttpStatusCode.Conflict);
        there.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("canary/promote", "api/canary has nothing to promote.")]
    [InlineData("stable/promote", "api/stable is not a track that is promoted from.")]
    [InlineData("canary/abort", "There is nothing to abort: api/canary was asked for nothing yet.")]
    public async Task Post_PhaseDoesNotAllowIt_Is409WithTheReason(string action, string reason)
    {
        var answer = await PostAsync(action);

        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString().Should().Be(reason);
    }

    [Fact]
    public async Task Post_UnknownTrackOrNoReason_SaysSo()
    {
        (await PostAsync("nightly/pause")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _client.PostAsJsonAsync("/api/tracks/api/canary/pause", new { reason = "" }))
            .StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    private Task<HttpResponseMessage> PostAsync(string action) =>
        _client.PostAsJsonAsync($"/api/tracks/api/{action}", new { reason = "a test" });

    private async Task<JsonElement> AnswerAsync(string action)
    {
        using var answer = await PostAsync(action);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> TrackAsync(string track) =>
        (await _client.GetFromJsonAsync<JsonElement>("/api/tracks")).EnumerateArray()
            .Single(one => one.GetProperty("track").GetString() == track);

    private async Task<string> PushAsync(string track, string digest)
    {
        _deployer.Registry.Tags[$"team/api:{track}"] = Digest.Parse(digest);
        using var push = JsonContent.Create(new { image = $"team/api:{track}" });
        using var answer = await _client.PostAsync($"/webhooks/generic/{DeployerApplication.Secret}", push);
        answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
        var location = answer.Headers.Location!.ToString();
        await UntilAsync(location, "Succeeded");
        return location.Split('/')[^1];
    }

    private Task UntilAsync(string location, string phase) => Eventually.TrueAsync(async () =>
        (await _client.GetFromJsonAsync<JsonElement>(location)).GetProperty("phase").GetString() == phase);
}

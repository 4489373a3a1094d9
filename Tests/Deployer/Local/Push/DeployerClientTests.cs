using Deployer.Images;
using Deployer.Local.Push;
using Deployer.Local.Session;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServiceDefaults.Access;
using Tests.Access;

namespace Tests.Local.Push;

public sealed class DeployerClientTests : IAsyncLifetime
{
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        _app = AccessHost.Build("Production", null, AccessHost.AllRoles);
        _app.MapPost("/webhooks/dockerhub/{secret}", (HttpContext context) =>
            context.Request.Headers.Authorization.Count == 0
                ? Results.Accepted("/api/rollouts/1")
                : Results.BadRequest());
        _app.MapGet("/api/rollouts/1", () => new RolloutState("Succeeded", new RolloutCounts(1, 1, 0), 1, "done"))
            .RequireViewer();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Follow_WithTheDevelopersToken_SendsItToTheApiAndOnlyThere()
    {
        using var client = Client(AccessHost.Viewer);

        var rollout = await client.CallWebhookAsync(
            ImageReference.Parse("api:canary"), DateTimeOffset.UnixEpoch, default);

        (await FirstAsync(client, rollout)).Succeeded.Should().BeTrue();
    }

    [Fact]
    public async Task Follow_WithoutAToken_SaysThatTheRolloutGoesOn()
    {
        using var client = Client(null);

        var follow = () => FirstAsync(client, new Uri("/api/rollouts/1", UriKind.Relative));

        (await follow.Should().ThrowAsync<DeployerRefusedException>())
            .WithMessage("the rollout goes on, but cannot be followed: *--no-wait*");
    }

    private static async Task<RolloutState> FirstAsync(DeployerClient client, Uri rollout)
    {
        await foreach (var state in client.FollowAsync(rollout, default))
        {
            return state;
        }

        throw new InvalidOperationException("nothing came");
    }

    private DeployerClient Client(string? token) => new(new RunningDeployer(_app.Urls.First(), "secret", token, 0, []));
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.FeatureManagement.AspNetCore;
using StackExchange.Redis;
using Tests.Redis;

namespace Tests.Flags;

public sealed class PackageGateTests
{
    [Fact]
    public async Task WithFeatureGate_FlagIsFlipped_EndpointComesAndGoes()
    {
        using var server = new RedisServer();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.ConnectionString);
        var store = await redis.StoreAsync();
        await using var host = await FlagHost.StartAsync(
            server.ConnectionString, app => app.MapGet("/gated", () => Results.Ok()).WithFeatureGate("gate"));
        using var client = host.Client();
        (await StatusAsync()).Should().Be(HttpStatusCode.NotFound);

        await store.SetAsync(TestFlags.Define("gate"));
        await Eventually.TrueAsync(async () => await StatusAsync() == HttpStatusCode.OK);

        await store.SetAsync(TestFlags.Define("gate", enabled: false));
        await Eventually.TrueAsync(async () => await StatusAsync() == HttpStatusCode.NotFound);

        async Task<HttpStatusCode> StatusAsync()
        {
            using var answer = await client.GetAsync("/gated");
            return answer.StatusCode;
        }
    }
}

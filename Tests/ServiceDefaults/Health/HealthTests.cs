using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Tests.Health;

public class HealthTests
{
    [Fact]
    public async Task Ready_DependencyIsAway_Is503AndSaysWhichAndNotTheException()
    {
        await using var app = Hosts.Build(builder => builder.Services.AddHealthChecks().AddCheck(
            "depot", () => HealthCheckResult.Unhealthy("closed", new InvalidOperationException("secret"))));
        await app.StartAsync();
        using var client = app.Client();

        var ready = await client.GetAsync("/health/ready");

        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).Should().Be(
            """{"status":"Unhealthy","checks":{"depot":"closed","lifecycle":"Healthy"}}""");
        (await client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}

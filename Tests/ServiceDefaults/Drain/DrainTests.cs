using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using ServiceDefaults.Drain;

namespace Tests.Drain;

public class DrainTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task StopAsync_RequestInFlight_NotReadyFirstThenFinishesIt()
    {
        var arrived = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using var app = Hosts.Build(
            builder => builder.Services.AddSingleton<TimeProvider>(_time), ("Drain:Delay", "00:00:10"));
        app.MapGet("/slow", async () =>
        {
            arrived.SetResult();
            await release.Task;
            return "done";
        });
        app.MapGet("/fast", () => "done");
        await app.StartAsync();
        using var client = app.Client();
        (await client.GetAsync("/health/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        var slow = client.GetAsync("/slow");
        await arrived.Task;

        var stopping = app.StopAsync();

        var ready = await client.GetAsync("/health/ready");
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).Should().Contain("draining");
        var fast = await client.GetAsync("/fast");
        fast.StatusCode.Should().Be(HttpStatusCode.OK, "it accepts until the delay is over");
        fast.Headers.ConnectionClose.Should().BeTrue("clients must look for another instance");
        (await client.GetAsync("/health/live")).StatusCode.Should().Be(HttpStatusCode.OK);

        _time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => RefusesAsync(client));
        stopping.IsCompleted.Should().BeFalse("a request is still running");
        release.SetResult();
        (await (await slow).Content.ReadAsStringAsync()).Should().Be("done");
        await stopping;
    }

    [Theory]
    [InlineData("Development", 0)]
    [InlineData("Production", 5)]
    public async Task Delay_NotConfigured_DependsOnTheEnvironment(string environment, int seconds)
    {
        await using var app = Hosts.Build(environment, null);

        app.Services.GetRequiredService<IOptions<DrainOptions>>().Value.Delay.Should()
            .Be(TimeSpan.FromSeconds(seconds));
        app.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.Should()
            .Be(TimeSpan.FromSeconds(30));
    }

    private static async Task<bool> RefusesAsync(HttpClient client)
    {
        try
        {
            await client.GetAsync("/fast");
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Monitor.Scraping;

namespace Tests.Scraping;

/// <summary>Something to scrape, on a real server, that answers as it is told.</summary>
internal sealed class FakeInstance : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeInstance(WebApplication app) => _app = app;

    public RequestDelegate Answer { get; set; } = Say("slipway_cpu_utilization_ratio 0.25\n");

    public Target Target => new(
        new Uri(_app.Urls.First() + "/metrics"), "api-stable-1", "api", "stable", "api:stable", "sha256:ab", "1.0");

    public string HostAndPort => Target.Address.Authority;

    public static async Task<FakeInstance> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var instance = new FakeInstance(builder.Build());
        instance._app.Run(context => instance.Answer(context));
        await instance._app.StartAsync();
        return instance;
    }

    public static RequestDelegate Say(string text) => context => context.Response.WriteAsync(text);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}

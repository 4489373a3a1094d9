using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tests.Registry;

/// <summary>A registry's answers as the specification has them, over real HTTP; for what a real registry will not do on demand.</summary>
internal sealed class FakeRegistryServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    public FakeRegistryServer(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(context =>
        {
            Requests.Add($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
            return answer(context);
        });
    }

    public List<string> Requests { get; } = [];

    public string Host => new Uri(_app.Urls.Single()).Authority;

    public async Task<FakeRegistryServer> StartAsync()
    {
        await _app.StartAsync();
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

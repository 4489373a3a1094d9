using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>The floor of any webhook receiver: a minimal API that reads the body and answers 200.</summary>
internal static class BareEndpoint
{
    public static async Task RunAsync(string address)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        await using var app = builder.Build();
        app.MapGet("/health/live", () => "ok");
        app.MapPost("/webhooks/{receiver}", async (HttpRequest request) =>
        {
            await request.Body.CopyToAsync(Stream.Null);
            return TypedResults.Ok();
        });
        await app.RunAsync();
    }
}

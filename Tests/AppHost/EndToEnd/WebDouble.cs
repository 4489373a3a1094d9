using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Tests.Hosting.EndToEnd;

/// <summary>A service that is healthy as soon as it listens, and tells its process id.</summary>
internal static class WebDouble
{
    public static Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/health/ready", () => "ready");
        app.MapGet("/pid", () => $"{Environment.ProcessId}");
        return app.RunAsync();
    }
}

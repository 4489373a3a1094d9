using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Access;
using Tests.Fakes;

namespace Tests.Access;

/// <summary>A service with one endpoint for each role, on a real server.</summary>
internal static class AccessHost
{
    public const string Viewer = "viewer-token-0123456789-0123456789";
    public const string Operator = "operator-token-0123456789-01234567";
    public const string Admin = "admin-token-0123456789-0123456789-";

    public static async Task<WebApplication> StartAsync(params (string Key, string Value)[] settings)
    {
        var app = Build("Production", null, settings);
        await app.StartAsync();
        return app;
    }

    public static WebApplication Build(
        string environment, Action<WebApplicationBuilder>? configure, params (string Key, string Value)[] settings)
    {
        var app = Hosts.Build(
            environment,
            builder =>
            {
                builder.AddAccess();
                configure?.Invoke(builder);
            },
            settings);
        app.UseAuthorization();
        app.MapGet("/open", () => "open");
        app.MapGet("/api/look", (HttpContext context) => context.User.Identity!.Name).RequireViewer();
        app.MapPost("/api/act", (HttpContext context) => context.User.Identity!.Name).RequireOperator();
        app.MapDelete("/api/all", (HttpContext context) => context.User.Identity!.Name).RequireAdmin();
        return app;
    }

    /// <summary>One token for each role, named after it.</summary>
    public static (string Key, string Value)[] AllRoles { get; } =
        [.. Token("viewer", Viewer), .. Token("operator", Operator), .. Token("admin", Admin)];

    public static (string Key, string Value)[] Token(string role, string token, string? name = null) =>
    [
        ($"Access:Tokens:{name ?? role}:Hash", Tokens.HashOf(token)),
        ($"Access:Tokens:{name ?? role}:Role", role),
    ];

    public static HttpClient Client(this WebApplication app, string token)
    {
        var client = app.Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static void Keep(this WebApplicationBuilder builder, LogLines lines) =>
        builder.Services.Configure<LoggerFilterOptions>(options => options.MinLevel = LogLevel.Trace)
            .AddHostedService(provider => new LogTap(provider.GetRequiredService<ILoggerFactory>(), lines));

    /// <summary>The host of the tests removes all providers before it is built.</summary>
    private sealed class LogTap(ILoggerFactory loggers, LogLines lines) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken)
        {
            loggers.AddProvider(lines);
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

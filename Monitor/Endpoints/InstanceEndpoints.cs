using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Endpoints.Alertmanager;
using Monitor.Scraping;
using ServiceDefaults.Access;

namespace Monitor.Endpoints;

internal static class InstanceEndpoints
{
    public static void AddEndpoints(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton(services => new ServerStart(services.GetRequiredService<TimeProvider>().GetUtcNow()));
        builder.Services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.TypeInfoResolverChain.Insert(0, EndpointsJson.Default);
            options.SerializerOptions.TypeInfoResolverChain.Insert(1, AlertmanagerJson.Default);
        });
    }

    public static void MapInstances(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapGet("/api/instances", List).WithName("instances").WithSummary("Lists every watched instance")
            .RequireViewer();
        app.MapGet("/", Page).ExcludeFromDescription();
    }

    private static Ok<InstanceList> List(InstanceBoard board, ITargetSource targets, TimeProvider time) =>
        TypedResults.Ok(InstanceList.Of(board, targets.Current, time.GetUtcNow()));

    private static ContentHttpResult Page(
        HttpResponse response, InstanceBoard board, ITargetSource targets, TimeProvider time)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentSecurityPolicy = InstancePage.ContentSecurityPolicy;
        var now = time.GetUtcNow();
        return TypedResults.Content(
            InstancePage.Render(InstanceList.Of(board, targets.Current, now), now), "text/html; charset=utf-8");
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ServiceDefaults.Health;

internal static class HealthExtensions
{
    private const string Live = "live";
    private const string Ready = "ready";

    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck("self", () => HealthCheckResult.Healthy(), [Live])
        .AddCheck<LifecycleHealthCheck>("lifecycle", tags: [Ready]);

    public static void MapHealth(this WebApplication app)
    {
        // A check without a tag concerns readiness: restarting a process does not mend what it depends on.
        Map("/health/live", check => check.Tags.Contains(Live));
        Map("/health/ready", check => !check.Tags.Contains(Live));

        void Map(string path, Func<HealthCheckRegistration, bool> predicate) => app
            .MapHealthChecks(path, new HealthCheckOptions
            {
                Predicate = predicate,
                ResponseWriter = HealthReportWriter.WriteAsync,
                ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status200OK },
            })
            .DisableHttpMetrics();
    }
}

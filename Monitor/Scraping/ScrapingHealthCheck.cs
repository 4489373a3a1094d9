using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monitor.Scraping;

/// <summary>Degraded, and so still ready, while a target cannot be scraped for a fault of ours: the others are.</summary>
internal sealed class ScrapingHealthCheck(ScrapeService service) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(service.Fault is { } fault ? HealthCheckResult.Degraded(fault) : HealthCheckResult.Healthy());
}

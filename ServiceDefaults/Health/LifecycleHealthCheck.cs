using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using ServiceDefaults.Drain;

namespace ServiceDefaults.Health;

/// <summary>Unhealthy until the host has started, and from the moment it drains.</summary>
internal sealed class LifecycleHealthCheck(IHostApplicationLifetime lifetime, DrainState drain) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            drain.IsDraining ? HealthCheckResult.Unhealthy("draining")
            : lifetime.ApplicationStarted.IsCancellationRequested ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("starting"));
}

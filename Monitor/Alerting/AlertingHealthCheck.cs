using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monitor.Alerting;

/// <summary>
/// Degraded, and so still ready, while the state is away or passes fail: this replica answers and scrapes, no other could do more, and
/// whoever mends it needs the API.
/// </summary>
internal sealed class AlertingHealthCheck(AlertingBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            board.View is { At: null, Error: null } ? HealthCheckResult.Unhealthy("not looked yet")
            : board.View.Error is { } error ? HealthCheckResult.Degraded(error)
            : HealthCheckResult.Healthy(board.View.Leads ? "leads" : "follows"));
}

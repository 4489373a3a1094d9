using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Monitor.Alerting;

/// <summary>
/// Degraded, and so still ready, while the state is away: this replica answers and scrapes, and no other could do more.
/// </summary>
internal sealed class AlertingHealthCheck(AlertingBoard board) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            board.View is { At: null, Error: null } ? HealthCheckResult.Unhealthy("not looked yet")
            : board.View.Error is { } error ? HealthCheckResult.Degraded($"the state is away: {error}")
            : HealthCheckResult.Healthy(board.View.Leads ? "leads" : "follows"));
}

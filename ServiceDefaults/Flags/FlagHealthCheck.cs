using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServiceDefaults.Flags.Following;

namespace ServiceDefaults.Flags;

/// <summary>
/// Says where the flags come from. Not ready until Redis was asked once; after that it is never unready for its flags,
/// for it always has some.
/// </summary>
internal sealed class FlagHealthCheck(FlagReading reading) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = reading.Status;
        var said = status.ToString();
        return Task.FromResult(status switch
        {
            { Source: FlagSource.Starting } => HealthCheckResult.Unhealthy(said),
            { Source: FlagSource.Redis, Faults.Count: 0 } => HealthCheckResult.Healthy(said),
            _ => HealthCheckResult.Degraded(said),
        });
    }
}

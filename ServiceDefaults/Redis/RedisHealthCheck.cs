using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace ServiceDefaults.Redis;

internal sealed class RedisHealthCheck(IConnectionMultiplexer connection) : IHealthCheck
{
    /// <summary>
    /// Shorter than the second that probes wait by default, so that they get an answer and the reason.
    /// </summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(700);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!connection.IsConnected)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "not connected");
        }

        try
        {
            await connection.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "no answer to a ping", e);
        }
    }
}

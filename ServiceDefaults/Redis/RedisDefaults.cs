using System.Net;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace ServiceDefaults.Redis;

/// <summary>
/// What a connection string leaves open. A process starts while Redis is away; a command fails at once then, for a
/// request must never hang; and the connection comes back within a second or two of Redis itself.
/// </summary>
internal sealed class RedisDefaults : DefaultOptionsProvider
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(1);

    public override bool AbortOnConnectFail => false;

    public override TimeSpan? ConnectTimeout => TimeSpan.FromSeconds(2);

    public override int ConnectRetry => 1;

    public override TimeSpan SyncTimeout => CommandTimeout;

    public override BacklogPolicy BacklogPolicy => BacklogPolicy.FailFast;

    public override IReconnectRetryPolicy? ReconnectRetryPolicy =>
        new LinearRetry((int)CommandTimeout.TotalMilliseconds);

    public override bool IsMatch(EndPoint endpoint) => false;
}

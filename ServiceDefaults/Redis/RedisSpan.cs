using System.Diagnostics;
using System.Globalization;
using System.Net;
using StackExchange.Redis.Profiling;

namespace ServiceDefaults.Redis;

/// <summary>
/// One command as a span, named as OpenTelemetry's semantic conventions for databases have it. No keys, no values.
/// </summary>
internal static class RedisSpan
{
    public static void Record(ActivitySource source, ActivityContext parent, IProfiledCommand command)
    {
        using var span = source.StartActivity(
            command.Command, ActivityKind.Client, parent, Tags(command), links: null, StartOf(command));
        span?.SetEndTime(StartOf(command) + command.ElapsedTime);
    }

    private static DateTime StartOf(IProfiledCommand command) =>
        DateTime.SpecifyKind(command.CommandCreated, DateTimeKind.Utc);

    private static IEnumerable<KeyValuePair<string, object?>> Tags(IProfiledCommand command)
    {
        yield return new("db.system.name", "redis");
        yield return new("db.operation.name", command.Command);
        yield return new("db.namespace", command.Db.ToString(CultureInfo.InvariantCulture));
        var (host, port) = command.EndPoint switch
        {
            DnsEndPoint dns => (dns.Host, dns.Port),
            IPEndPoint ip => (ip.Address.ToString(), ip.Port),
            _ => (command.EndPoint?.ToString(), 0),
        };
        yield return new("server.address", host);
        if (port > 0)
        {
            yield return new("server.port", port);
        }
    }
}

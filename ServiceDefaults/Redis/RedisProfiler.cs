using System.Diagnostics;
using StackExchange.Redis.Profiling;

namespace ServiceDefaults.Redis;

/// <summary>
/// Turns the commands that were sent within a span into spans below it. The client collects them in a session that
/// hangs on the span around them; they become spans of their own when that one ends, with the times they had.
/// </summary>
internal sealed class RedisProfiler : IDisposable
{
    public const string SourceName = "Slipway.Redis";

    private const string SessionKey = "slipway.redis.session";

    private static readonly Func<Activity, ProfilingSession> CreateSession = static activity =>
    {
        var session = new ProfilingSession();
        activity.SetCustomProperty(SessionKey, session);
        return session;
    };

    private readonly ActivitySource _source = new(SourceName);
    private readonly ActivityListener _listener;

    public RedisProfiler()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name != SourceName,
            ActivityStopped = Flush,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Null, and so no cost, where nobody records spans or none is around.</summary>
    public ProfilingSession? CurrentSession()
    {
        if (!_source.HasListeners() || Activity.Current is not { Recorded: true } activity)
        {
            return null;
        }

        lock (activity)
        {
            return activity.GetCustomProperty(SessionKey) as ProfilingSession ?? CreateSession(activity);
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
    }

    private void Flush(Activity parent)
    {
        if (parent.GetCustomProperty(SessionKey) is ProfilingSession session)
        {
            foreach (var command in session.FinishProfiling())
            {
                RedisSpan.Record(_source, parent.Context, command);
            }
        }
    }
}

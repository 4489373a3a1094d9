namespace Monitor.Kube;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Count} pods were found with the labels {Selector}")]
    public static partial void Found(ILogger logger, int count, string selector);

    [LoggerMessage(LogLevel.Warning, "Pod {Pod}: {Reason}")]
    public static partial void PodIsOdd(ILogger logger, string pod, string reason);

    [LoggerMessage(LogLevel.Warning, "Nothing is known of autoscalers: {Reason}")]
    public static partial void AutoscalersUnknown(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "Watching pods with the labels {Selector} failed, the last known stay: {Reason}")]
    public static partial void WatchLost(ILogger logger, string selector, string reason);
}

namespace Monitor.Alerting;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{File} was loaded: {Count} rules")]
    public static partial void PlanLoaded(ILogger logger, string file, int count);

    [LoggerMessage(LogLevel.Error, "{File} was refused, the rules that ran go on: {Fault}")]
    public static partial void PlanRefused(ILogger logger, string file, string fault);

    [LoggerMessage(LogLevel.Information, "This replica took the lead: it alerts")]
    public static partial void Leads(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "The state was changed by another replica, or another leads: it is read again")]
    public static partial void LeadLost(ILogger logger);

    [LoggerMessage(LogLevel.Information, "{Alerts} alerts and {Notifications} notifications to be delivered were read")]
    public static partial void StateLoaded(ILogger logger, int alerts, int notifications);

    [LoggerMessage(LogLevel.Warning, "{Field} of {Map} could not be read, and was left out: {Reason}")]
    public static partial void StateUnreadable(ILogger logger, string map, string field, string reason);

    [LoggerMessage(LogLevel.Error, "The state is away; alerting waits for it: {Reason}")]
    public static partial void StateAway(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The state is back; alerting went on")]
    public static partial void StateBack(ILogger logger);

    [LoggerMessage(LogLevel.Error, "A pass over the rules failed")]
    public static partial void PassFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "There are {Capacity} alerts (Alerting:MaxAlerts): more are refused, and nobody is told of them")]
    public static partial void AlertsRefused(ILogger logger, int capacity);

    [LoggerMessage(LogLevel.Error, "Delivering a notification failed")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Information, "{Receiver} was told that {Group} is {Kind}")]
    public static partial void Delivered(ILogger logger, string kind, string group, string receiver);

    [LoggerMessage(LogLevel.Warning, "{Receiver} was not told that {Group} is {Kind}: {Reason}")]
    public static partial void NobodyTold(ILogger logger, string kind, string group, string receiver, string reason);

    [LoggerMessage(LogLevel.Warning, "Telling {Receiver} of {Group} was put off: {Reason}")]
    public static partial void DeliveryPutOff(ILogger logger, string group, string receiver, string reason);

    [LoggerMessage(LogLevel.Error, "Telling {Receiver} of {Group} was refused for good: {Reason}")]
    public static partial void DeliveryRejected(ILogger logger, string group, string receiver, string reason);
}

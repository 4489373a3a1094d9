namespace Monitor.Forwarding;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Alertmanager {Name} did not take alerts at {Address}, it is tried again: {Reason}")]
    public static partial void Failed(ILogger logger, string name, Uri address, string reason);

    [LoggerMessage(LogLevel.Information, "Alertmanager {Name} took alerts again")]
    public static partial void Back(ILogger logger, string name);

    [LoggerMessage(LogLevel.Error, "Telling Alertmanager {Name} failed")]
    public static partial void StepFailed(ILogger logger, Exception exception, string name);
}

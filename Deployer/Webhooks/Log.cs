namespace Deployer.Webhooks;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "The sender's callback was not followed: host '{Host}' is not in Webhooks:CallbackHosts, or the address is not https")]
    public static partial void CallbackRefused(ILogger logger, string host);

    [LoggerMessage(LogLevel.Warning, "The sender's callback at {Host} was not taken: {Reason}")]
    public static partial void CallbackFailed(ILogger logger, string host, string reason);
}

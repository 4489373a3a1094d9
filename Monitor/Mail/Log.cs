namespace Monitor.Mail;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Smtp:To is empty: alerts are shown, and mailed to nobody but those whom a receiver names")]
    public static partial void NobodyIsMailed(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Mails are written to {Folder}, and not sent")]
    public static partial void WritesToFolder(ILogger logger, string folder);

    [LoggerMessage(LogLevel.Warning, "The mail server refused {Address}: {Reason}")]
    public static partial void RecipientRefused(ILogger logger, string address, string reason);
}

namespace Deployer.Local;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Service} is reached at {Address}")]
    public static partial void DoorOpened(ILogger logger, string service, Uri address);

    [LoggerMessage(LogLevel.Warning, "{Instance}, process {Process}, belongs to no track any more and is ended")]
    public static partial void LeftoverFound(ILogger logger, string instance, int process);
}

namespace Deployer.Local.Session;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Publishing {Project} as {Image}")]
    public static partial void Publishing(ILogger logger, string project, string image);

    [LoggerMessage(LogLevel.Error, "{Image} stays as it is: {Reason}")]
    public static partial void NotPublished(ILogger logger, string image, string reason);
}

namespace Deployer.Local.Records;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Error, "{File} was corrupt ({Fault}); it was put aside as {Aside}, and its track begins anew")]
    public static partial void RecordCorrupt(ILogger logger, string file, string aside, string fault);
}

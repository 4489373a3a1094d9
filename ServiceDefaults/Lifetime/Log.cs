using Microsoft.Extensions.Logging;

namespace ServiceDefaults.Lifetime;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "Process {ParentId}, which started this one, is gone: stopping")]
    public static partial void Orphaned(ILogger logger, int parentId);
}

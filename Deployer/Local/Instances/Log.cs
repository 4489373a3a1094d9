using Deployer.Rollouts;

namespace Deployer.Local.Instances;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Track} started {Instance} of {Release} as process {Process} on port {Port}")]
    public static partial void Started(
        ILogger logger, TrackKey track, string instance, Release release, int process, int port);

    [LoggerMessage(LogLevel.Warning, "{Track} did not start {Instance}: {Reason}")]
    public static partial void NotStarted(ILogger logger, TrackKey track, string instance, string reason);

    [LoggerMessage(LogLevel.Information, "{Track} {Instance} changed its readiness to {Ready}: {Message}")]
    public static partial void ReadinessChanged(
        ILogger logger, TrackKey track, string instance, bool ready, string? message);

    [LoggerMessage(LogLevel.Warning, "{Track} {Instance} failed and is started again in {Delay}: {Message}")]
    public static partial void Failed(ILogger logger, TrackKey track, string instance, string message, TimeSpan delay);

    [LoggerMessage(LogLevel.Information, "{Track} {Instance} ended")]
    public static partial void Ended(ILogger logger, TrackKey track, string instance);

    [LoggerMessage(LogLevel.Error, "{Track} {Instance} could not go on; trying again")]
    public static partial void StepFailed(ILogger logger, Exception exception, TrackKey track, string instance);
}

using Deployer.Rollouts;

namespace Deployer.Local.Tracks;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Track} has a new template: {Release}")]
    public static partial void TemplateChanged(ILogger logger, TrackKey track, Release? release);

    [LoggerMessage(LogLevel.Information, "{Track} was scaled from {From} to {To}")]
    public static partial void Scaled(ILogger logger, TrackKey track, int from, int to);

    [LoggerMessage(LogLevel.Information, "{Track} took {Instance} over, process {Process} on port {Port}")]
    public static partial void Adopted(ILogger logger, TrackKey track, string instance, int process, int port);

    [LoggerMessage(LogLevel.Information, "{Track} found {Instance} gone")]
    public static partial void Gone(ILogger logger, TrackKey track, string instance);

    [LoggerMessage(LogLevel.Error, "{Track} could not go on; trying again in {Delay}")]
    public static partial void StepFailed(ILogger logger, Exception exception, TrackKey track, TimeSpan delay);
}

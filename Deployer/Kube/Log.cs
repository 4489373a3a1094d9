using Deployer.Rollouts;

namespace Deployer.Kube;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The tracks, {Tracks} of them, run on Kubernetes at {Server}, namespace {Namespace}")]
    public static partial void Connected(ILogger logger, Uri server, string @namespace, int tracks);

    [LoggerMessage(LogLevel.Warning, "The watch over {Resource} was lost; beginning again in {Delay}: {Reason}")]
    public static partial void WatchLost(ILogger logger, string resource, TimeSpan delay, string reason);

    [LoggerMessage(LogLevel.Debug, "The watch over {Resource} fell behind; listed again")]
    public static partial void ListedAgain(ILogger logger, string resource);

    [LoggerMessage(LogLevel.Information, "{Track}: {Workload} was given {Image}")]
    public static partial void Rolled(ILogger logger, TrackKey track, string workload, string image);

    [LoggerMessage(LogLevel.Information, "{Track}: {Workload} was scaled to {Instances}")]
    public static partial void Scaled(ILogger logger, TrackKey track, string workload, int instances);

    [LoggerMessage(LogLevel.Information, "{Track}: {Workload} was scaled to zero")]
    public static partial void ScaledToZero(ILogger logger, TrackKey track, string workload);

    [LoggerMessage(LogLevel.Information, "{Track}: {Step}")]
    public static partial void Stepped(ILogger logger, TrackKey track, string step);

    [LoggerMessage(LogLevel.Warning, "{Track}: a step could not be done; trying again in {Delay}: {Reason}")]
    public static partial void StepFailed(ILogger logger, TrackKey track, TimeSpan delay, string reason);

    [LoggerMessage(LogLevel.Debug, "The log of {Pod} could not be read: {Reason}")]
    public static partial void LogUnread(ILogger logger, string pod, string reason);

    [LoggerMessage(LogLevel.Warning, "{Track}: that rollout {Rollout} is {Phase} could not be written as an Event: {Reason}")]
    public static partial void EventLost(ILogger logger, TrackKey track, string rollout, RolloutPhase phase, string reason);

    [LoggerMessage(LogLevel.Information, "{Identity} leads")]
    public static partial void Leading(ILogger logger, string identity);

    [LoggerMessage(LogLevel.Warning, "{Identity} no longer leads")]
    public static partial void LeadLost(ILogger logger, string identity);

    [LoggerMessage(LogLevel.Information, "The Lease is held by {Leader} (this is {Identity})")]
    public static partial void SeenLeading(ILogger logger, string leader, string identity);

    [LoggerMessage(LogLevel.Warning, "Lease {Lease} could not be read or written: {Reason}")]
    public static partial void LeaseUnreachable(ILogger logger, string lease, string reason);

    [LoggerMessage(LogLevel.Information, "Lease {Lease} was given back")]
    public static partial void LeaseReleased(ILogger logger, string lease);
}

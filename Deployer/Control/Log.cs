using Deployer.Images;
using Deployer.Rollouts;

namespace Deployer.Control;

internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "{Track} was asked for {Image} by {Source} (request {Request})")]
    public static partial void Requested(ILogger logger, TrackKey track, string image, string request, string source);

    [LoggerMessage(LogLevel.Information, "{Track}: {Message}")]
    public static partial void HandTurned(ILogger logger, TrackKey track, string message);

    [LoggerMessage(
        LogLevel.Warning,
        "{Track} is kept at no fewer than {Floor} instances, not at the {Wanted} that the canary's share asks for: it may not have more")]
    public static partial void FloorCapped(ILogger logger, TrackKey track, int floor, int wanted);

    [LoggerMessage(LogLevel.Warning, "{Track} has nothing that keeps it at {Wanted} instances, as the canary's share asks for")]
    public static partial void FloorMissing(ILogger logger, TrackKey track, int wanted);

    [LoggerMessage(LogLevel.Warning, "{Track} could not be kept at {Floor} instances for the canary's share; trying again: {Reason}")]
    public static partial void FloorNotHeld(ILogger logger, TrackKey track, int? floor, string reason);

    [LoggerMessage(LogLevel.Warning, "{Track} has {Share:P1} of the ready instances, above the {Limit:P1} that it may have while it is judged")]
    public static partial void ShareExceeded(ILogger logger, TrackKey track, double share, double limit);

    [LoggerMessage(LogLevel.Information, "{Track} is within its share of the ready instances again: {Share:P1} of {Limit:P1}")]
    public static partial void ShareKept(ILogger logger, TrackKey track, double share, double limit);

    [LoggerMessage(LogLevel.Information, "{Track} is kept at no fewer than {Floor} instances, for the canary's share")]
    public static partial void FloorRaised(ILogger logger, TrackKey track, int floor);

    [LoggerMessage(LogLevel.Information, "{Track} is scaled as before: no canary's share is kept any more")]
    public static partial void FloorGivenBack(ILogger logger, TrackKey track);

    [LoggerMessage(LogLevel.Debug, "{Track}: {Because}")]
    public static partial void Decided(ILogger logger, TrackKey track, string because);

    [LoggerMessage(LogLevel.Information, "{Track} rollout {Rollout}: {Phase}: {Message}")]
    public static partial void PhaseChanged(
        ILogger logger, TrackKey track, string rollout, RolloutPhase phase, string message);

    [LoggerMessage(LogLevel.Error, "{Track} could not be reconciled; trying again in {Delay}")]
    public static partial void PassFailed(ILogger logger, Exception exception, TrackKey track, TimeSpan delay);

    [LoggerMessage(LogLevel.Warning, "The watch over the instances broke; watching again")]
    public static partial void WatchBroken(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The history is away, its entries are kept meanwhile: {Reason}")]
    public static partial void HistoryLost(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "The history is back, and complete")]
    public static partial void HistoryFound(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Rollout {Rollout} will miss in the history: it was away for too long")]
    public static partial void RecordDropped(ILogger logger, string rollout);

    [LoggerMessage(LogLevel.Warning, "{Track}: {Image} means {Digest} now, and no webhook told of it; asking for it")]
    public static partial void WebhookMissed(ILogger logger, TrackKey track, string image, Digest digest);

    [LoggerMessage(LogLevel.Warning, "{Track} was not polled: {Reason}")]
    public static partial void PollFailed(ILogger logger, TrackKey track, string reason);
}

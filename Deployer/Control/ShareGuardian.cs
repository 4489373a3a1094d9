using System.Collections.Concurrent;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>
/// Holds stable's floor where the share guard wants it. It looks again now and then, for someone may have set another
/// meanwhile, and always once after it began to lead: a Deployer that died may have left it raised.
/// </summary>
internal sealed class ShareGuardian(ITrackFloors floors, TimeProvider time, ILogger<ShareGuardian> logger)
{
    /// <summary>How soon to come again when it could not be held.</summary>
    public static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private readonly RetryDelays<TrackKey> _delays = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1));
    private readonly ConcurrentDictionary<TrackKey, DateTimeOffset> _notBefore = new();
    private readonly ConcurrentDictionary<TrackKey, (int? Floor, int? Holds, DateTimeOffset At)> _held = new();
    private readonly ConcurrentDictionary<TrackKey, bool> _above = new();

    /// <summary>Forgets what it has set: while another led, that one has set what it wanted.</summary>
    public void Begin() => _held.Clear();

    /// <summary>
    /// Gives the floor back once where nothing is guarded any more: it may be raised from when something was. Who was never
    /// given the right to an autoscaler is not asked for it over and over.
    /// </summary>
    /// <returns>When to come again, because it could not be done; null when it is done.</returns>
    public async Task<TimeSpan?> ReleaseAsync(TrackKey stable, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_notBefore.TryGetValue(stable, out var due) && now < due)
        {
            return due - now;
        }

        if (await HoldAsync(stable, null, cancellationToken))
        {
            _delays.Forget(stable);
            return null;
        }

        var delay = _delays.Next(stable);
        _notBefore[stable] = now + delay;
        return delay;
    }

    /// <returns>False when it could not be set: nothing may be rolled that needs it, and whatever else goes on goes on.</returns>
    public async Task<bool> HoldAsync(TrackKey stable, int? floor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_held.TryGetValue(stable, out var held) && held.Floor == floor && (floor is null || now - held.At < LookAgain))
        {
            return true;
        }

        try
        {
            var holds = await floors.SetFloorAsync(stable, floor, cancellationToken);
            _held[stable] = (floor, holds, now);
            Tell(stable, held.Floor, held.Holds, floor, holds);
            return true;
        }
        catch (ClusterUnavailableException exception)
        {
            Log.FloorNotHeld(logger, stable, floor, exception.Message);
            return false;
        }
    }

    /// <summary>Says when a canary takes more than its share, and when it does so no more.</summary>
    /// <param name="share">Of the ready instances, 0..1.</param>
    /// <param name="limit">0..1; null where it is not guarded now.</param>
    public void Seen(TrackKey canary, double share, double? limit)
    {
        const double Rounding = 1e-9;
        var isAbove = limit is { } most && share > most + Rounding;
        var wasAbove = _above.TryGetValue(canary, out var above) && above;
        _above[canary] = isAbove;
        if (isAbove && !wasAbove)
        {
            Log.ShareExceeded(logger, canary, share, limit!.Value);
        }
        else if (!isAbove && wasAbove && limit is { } kept)
        {
            Log.ShareKept(logger, canary, share, kept);
        }
    }

    private void Tell(TrackKey stable, int? was, int? held, int? floor, int? holds)
    {
        if (was == floor && held == holds)
        {
            return;
        }

        switch (floor, holds)
        {
            case (null, _):
                Log.FloorGivenBack(logger, stable);
                break;
            case ({ } wanted, null):
                Log.FloorMissing(logger, stable, wanted);
                break;
            case ({ } wanted, { } least) when least < wanted:
                Log.FloorCapped(logger, stable, least, wanted);
                break;
            case (_, { } least):
                Log.FloorRaised(logger, stable, least);
                break;
        }
    }
}

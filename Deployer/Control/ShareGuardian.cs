using System.Collections.Concurrent;
using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>
/// Holds stable's floor where the share guard wants it. It looks again now and then, for someone may have set another
/// meanwhile, and always once after a start: a Deployer that died may have left it raised.
/// </summary>
internal sealed class ShareGuardian(ITrackFloors floors, TimeProvider time, ILogger<ShareGuardian> logger)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<TrackKey, (int? Floor, DateTimeOffset At)> _held = new();

    public async Task HoldAsync(TrackKey stable, int? floor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = _held.TryGetValue(stable, out var held);
        if (known && held.Floor == floor && (floor is null || now - held.At < LookAgain))
        {
            return;
        }

        await floors.SetFloorAsync(stable, floor, cancellationToken);
        _held[stable] = (floor, now);
        if (floor is { } least && held.Floor != floor)
        {
            Log.FloorRaised(logger, stable, least);
        }
        else if (floor is null && held.Floor is not null)
        {
            Log.FloorGivenBack(logger, stable);
        }
    }
}

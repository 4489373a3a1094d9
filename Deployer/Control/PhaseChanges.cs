using Deployer.Rollouts;

namespace Deployer.Control;

/// <summary>Tells everyone of rollouts that have entered a phase, whoever brought them there: the log, the metrics, the workload's events.</summary>
internal sealed class PhaseChanges(RolloutTelemetry telemetry, IRolloutEvents events, ILogger<PhaseChanges> logger)
{
    public void Tell(TrackKey key, TrackStatus before, TrackStatus after)
    {
        foreach (var (was, now) in new[] { (before.Latest, after.Latest), (before.Refused, after.Refused) })
        {
            if (now is not null && (was?.Id != now.Id || was.Phase != now.Phase))
            {
                Log.PhaseChanged(logger, key, now.Id, now.Phase, now.Message);
                telemetry.PhaseChanged(now);
                events.Tell(now);
            }
        }
    }
}

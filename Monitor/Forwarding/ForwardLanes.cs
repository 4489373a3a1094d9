using Microsoft.Extensions.Options;
using Monitor.Alerting;

namespace Monitor.Forwarding;

/// <summary>One for each Alertmanager of the settings.</summary>
internal sealed class ForwardLanes(
    AlertmanagerClient client,
    IOptions<ForwardingOptions> options,
    AlertingBoard board,
    ForwardingMetrics metrics,
    TimeProvider time,
    ILogger<ForwardLanes> logger)
{
    public IReadOnlyList<ForwardLane> All { get; } =
    [
        .. options.Value.Alertmanagers.Select(known =>
            new ForwardLane(known.Key, known.Value, client, options.Value, board, metrics, time, logger)),
    ];
}

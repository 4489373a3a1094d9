using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>Writes what others ask for; any replica may, and the one that alerts reads it at its next pass.</summary>
internal sealed class AlertingWriter(IStateStore store, AlertingBoard board, IOptions<AlertingOptions> options)
{
    /// <summary>False, and nothing is kept, where there would be too many.</summary>
    public async Task<bool> PutAsync(IReadOnlyCollection<Alert> alerts, CancellationToken cancellationToken)
    {
        if (alerts.Count + board.View.Alerts.Count > options.Value.MaxAlerts)
        {
            return false;
        }

        if (alerts.Count > 0)
        {
            await store.WriteAsync(
                [
                    .. alerts.Select(alert => new StateChange(
                        StateMaps.Received, alert.Fingerprint, JsonSerializer.Serialize(alert, StateJson.Default.Alert))),
                ],
                asLeader: false,
                cancellationToken);
            board.Invalidate();
        }

        return true;
    }

    public async Task PutAsync(Silence silence, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            [
                new StateChange(
                    StateMaps.Silences, silence.Id, JsonSerializer.Serialize(StoredSilence.Of(silence), StateJson.Default.StoredSilence)),
            ],
            asLeader: false,
            cancellationToken);
        board.Invalidate();
    }

    public async Task<IReadOnlyList<Silence>> SilencesAsync(CancellationToken cancellationToken) =>
    [
        .. (await store.ReadAsync(StateMaps.Silences, cancellationToken)).Values
            .Select(text => JsonSerializer.Deserialize(text, StateJson.Default.StoredSilence)!.ToSilence()),
    ];

    /// <summary>The alert as it was last received; null when it was not.</summary>
    public async Task<IReadOnlyDictionary<string, Alert>> ReceivedAsync(CancellationToken cancellationToken) =>
        (await store.ReadAsync(StateMaps.Received, cancellationToken)).ToDictionary(
            pair => pair.Key, pair => JsonSerializer.Deserialize(pair.Value, StateJson.Default.Alert)!, StringComparer.Ordinal);
}

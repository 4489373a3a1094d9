using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>Writes what others ask for; any replica may, and the one that alerts reads it at its next pass.</summary>
internal sealed class AlertingWriter(
    IStateStore store, StateReader state, AlertingBoard board, IOptions<AlertingOptions> options)
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
        .. (await state.ReadAsync(StateMaps.Silences, StateJson.Default.StoredSilence, cancellationToken))
            .Select(silence => silence.ToSilence()),
    ];

    /// <summary>The alerts as they were last received, by fingerprint.</summary>
    public async Task<IReadOnlyDictionary<string, Alert>> ReceivedAsync(CancellationToken cancellationToken) =>
        (await state.ReadAsync(StateMaps.Received, StateJson.Default.Alert, cancellationToken))
            .ToDictionary(alert => alert.Fingerprint, StringComparer.Ordinal);
}

using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Alerting.Storage;
using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>Writes what others ask for; any replica may, and the one that alerts reads it at its next pass.</summary>
internal sealed class AlertingWriter(
    IStateStore store, StateReader state, AlertingBoard board, IOptions<AlertingOptions> options)
{
    /// <summary>Returns how many were refused because there are too many; one that is known already is always taken.</summary>
    /// <param name="known">See <see cref="ReceivedAsync"/>.</param>
    public async Task<int> PutAsync(
        IReadOnlyCollection<Alert> alerts, IReadOnlyDictionary<string, Alert> known, CancellationToken cancellationToken)
    {
        var room = options.Value.MaxAlerts - known.Count - board.View.Alerts.Count(viewed => !viewed.Alert.IsReceived);
        var added = alerts.Select(alert => alert.Fingerprint).Where(alert => !known.ContainsKey(alert)).Distinct(StringComparer.Ordinal)
            .Take(Math.Max(0, room)).ToHashSet(StringComparer.Ordinal);
        Alert[] taken = [.. alerts.Where(alert => known.ContainsKey(alert.Fingerprint) || added.Contains(alert.Fingerprint))];
        if (taken.Length > 0)
        {
            await store.WriteAsync(
                [
                    .. taken.Select(alert => new StateChange(
                        StateMaps.Received, alert.Fingerprint, JsonSerializer.Serialize(alert, StateJson.Default.Alert))),
                ],
                asLeader: false,
                cancellationToken);
            board.Invalidate();
        }

        return alerts.Count - taken.Length;
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

using Monitor.Alerting.Storage;
using Monitor.Dispatch;
using Monitor.Rules;

namespace Monitor.Alerting;

/// <summary>
/// Alerts that others have sent, and silences: any replica may have written them. Not for several threads at once.
/// </summary>
internal sealed class Submissions(StateReader state, AlertingBoard board)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public IReadOnlyList<Alert> Alerts { get; private set; } = [];

    public IReadOnlyList<Silence> Silences { get; private set; } = [];

    /// <summary>It is time to read them again, or something was written here; asking settles the latter.</summary>
    public bool TakeDue(DateTimeOffset now) => board.TakeInvalidation() || now - _readAt >= Interval;

    /// <summary>They are read again at the next pass.</summary>
    public void Forget() => _readAt = DateTimeOffset.MinValue;

    /// <summary>Returns what is too old to be kept.</summary>
    /// <param name="open">Fingerprints of alerts that somebody was told of, and whose end is still to be told.</param>
    /// <exception cref="StateUnavailableException">What was read before stays.</exception>
    public async Task<IReadOnlyList<StateChange>> ReadAsync(
        IReadOnlySet<string> open, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var alerts = await state.ReadAsync(StateMaps.Received, StateJson.Default.Alert, cancellationToken);
        var silences = await state.ReadAsync(StateMaps.Silences, StateJson.Default.StoredSilence, cancellationToken);
        _readAt = now;
        Alerts = [.. alerts.Where(alert => !IsOver(alert))];
        Silences = [.. silences.Where(silence => !IsPast(silence)).Select(silence => silence.ToSilence())];
        return
        [
            .. alerts.Where(IsOver).Select(alert => new StateChange(StateMaps.Received, alert.Fingerprint, null)),
            .. silences.Where(IsPast).Select(silence => new StateChange(StateMaps.Silences, silence.Id, null)),
        ];

        // Subtracted from now: who never ends ends in the year 9999, and nothing can be added to that.
        bool IsOver(Alert alert) =>
            alert.EndsAt < now - (open.Contains(alert.Fingerprint) ? AlertLife.OpenRetention : AlertLife.Retention);
        bool IsPast(StoredSilence silence) => silence.EndsAt < now - Silence.Retention;
    }
}

using Monitor.Dispatch;

namespace Monitor.Alerting;

/// <summary>How things are now.</summary>
/// <param name="Alerts">Own and received.</param>
/// <param name="Suppressions">Of which of them nobody is told.</param>
internal sealed record Situation(
    DateTimeOffset At, IReadOnlyList<Alert> Alerts, IReadOnlyList<Silence> Silences, Suppressions Suppressions)
{
    public AlertingView ToView(bool leads) =>
        new(At, leads, [.. Alerts.Select(alert => new ViewedAlert(alert, Suppressions.Of(alert)))], Silences, null);
}

using Monitor.Alerting;
using Route = Monitor.Dispatch.Route;

namespace Monitor.Endpoints.Alertmanager;

/// <summary>An alert as Alertmanager's API shows it.</summary>
internal sealed record GettableAlert(
    IReadOnlyDictionary<string, string> Annotations,
    DateTimeOffset EndsAt,
    string Fingerprint,
    IReadOnlyList<NamedReceiver> Receivers,
    DateTimeOffset StartsAt,
    AlertStatus Status,
    DateTimeOffset UpdatedAt,
    IReadOnlyDictionary<string, string> Labels,
    string GeneratorURL)
{
    /// <summary>An own alert has no end; the format wants one, as if it were sent anew every so often.</summary>
    private static readonly TimeSpan Assumed = TimeSpan.FromMinutes(5);

    public static GettableAlert Of(ViewedAlert viewed, Route root, DateTimeOffset now)
    {
        var (alert, suppression) = (viewed.Alert, viewed.Suppression);
        return new GettableAlert(
            alert.Annotations,
            alert.EndsAt ?? now + Assumed,
            alert.Fingerprint,
            [.. root.Match(alert.Labels).Select(route => route.Receiver).Distinct().Select(name => new NamedReceiver(name))],
            alert.StartsAt,
            new AlertStatus(
                suppression.IsSuppressed ? "suppressed" : "active",
                suppression.SilencedBy,
                // What only this Monitor knows stands where every client shows that something holds the alert back.
                suppression.MutedBy is { } muted ? [.. suppression.InhibitedBy, $"rollout:{muted}"] : suppression.InhibitedBy,
                suppression.MutedBy is { } track ? [track] : []),
            alert.UpdatedAt,
            alert.Labels.ToDictionary(),
            alert.GeneratorUrl);
    }
}

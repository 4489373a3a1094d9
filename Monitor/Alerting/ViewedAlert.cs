using Monitor.Dispatch;

namespace Monitor.Alerting;

internal sealed record ViewedAlert(Alert Alert, Suppression Suppression);

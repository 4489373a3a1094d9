namespace Monitor.Endpoints.Alertmanager;

internal sealed record ServerStart(DateTimeOffset At);

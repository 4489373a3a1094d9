namespace Monitor.Endpoints.Alertmanager;

internal sealed record SilenceCreated(string SilenceID);

namespace Monitor.Endpoints.Alertmanager;

internal sealed record NamedReceiver(string Name);

namespace Monitor.Endpoints.Alertmanager;

internal sealed record GettableGroup(
    IReadOnlyDictionary<string, string> Labels, NamedReceiver Receiver, IReadOnlyList<GettableAlert> Alerts);

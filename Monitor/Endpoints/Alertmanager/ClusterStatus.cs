namespace Monitor.Endpoints.Alertmanager;

/// <param name="Status">Replicas share their state through Redis and do not gossip: always disabled.</param>
internal sealed record ClusterStatus(string Name, string Status, IReadOnlyList<string> Peers);

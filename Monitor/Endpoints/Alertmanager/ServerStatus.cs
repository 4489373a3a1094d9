namespace Monitor.Endpoints.Alertmanager;

internal sealed record ServerStatus(ClusterStatus Cluster, ServerConfig Config, DateTimeOffset Uptime, VersionInfo VersionInfo);

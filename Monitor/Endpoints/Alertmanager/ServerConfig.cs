namespace Monitor.Endpoints.Alertmanager;

/// <param name="Original">The settings of rules and routes, without what is secret in them.</param>
internal sealed record ServerConfig(string Original);

namespace Monitor.Endpoints.Alertmanager;

/// <param name="State">pending, active or expired.</param>
internal sealed record SilenceStatus(string State);

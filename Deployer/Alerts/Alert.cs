namespace Deployer.Alerts;

/// <summary>An alert as Alertmanager lists it; the rest of it matters to nobody here.</summary>
internal sealed record Alert(IReadOnlyDictionary<string, string> Labels, DateTimeOffset StartsAt);

namespace Deployer.Flags;

/// <summary>An alert that fires now.</summary>
/// <param name="Name">Its label <c>alertname</c>.</param>
internal sealed record FiringAlert(string Name, DateTimeOffset StartsAt);

using Deployer.Control;

namespace Deployer.Endpoints;

/// <summary>An instance as it is shown.</summary>
internal sealed record InstanceView(
    string Name,
    string? Address,
    string Image,
    string? Version,
    string State,
    bool Ready,
    int Restarts,
    DateTimeOffset StartedAt,
    string? Message)
{
    public static InstanceView Of(Instance instance) => new(
        instance.Name,
        instance.Address,
        instance.Release.ToString(),
        instance.Version,
        instance.State,
        instance.Ready,
        instance.Restarts,
        instance.StartedAt,
        instance.Message);
}

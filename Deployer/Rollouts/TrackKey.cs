namespace Deployer.Rollouts;

/// <summary>Names a track of a service, such as <c>api/canary</c>.</summary>
internal readonly record struct TrackKey(string Service, string Track)
{
    public override string ToString() => $"{Service}/{Track}";
}

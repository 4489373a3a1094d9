namespace Deployer.Rollouts;

/// <summary>Names a track of a service, such as <c>api/canary</c>.</summary>
internal readonly record struct TrackKey(string Service, string Track)
{
    /// <exception cref="FormatException"><paramref name="text"/> is not a service and a track, apart by a slash.</exception>
    public static TrackKey Parse(string text) => text.Split('/') is [{ Length: > 0 } service, { Length: > 0 } track]
        ? new TrackKey(service, track)
        : throw new FormatException($"'{text}' names no track; 'api/canary' would.");

    public override string ToString() => $"{Service}/{Track}";
}

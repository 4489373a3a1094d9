using System.Collections.Immutable;
using AppHost.Generation.Model;

namespace AppHost.Generation.Reading;

/// <summary>Reads <c>slipway.release.v0</c>: every object in it is a track.</summary>
internal static class ReleaseReader
{
    private const int MaxReplicas = 1000;
    private const int MaxSeconds = 24 * 3600;

    public static DeclaredRelease Read(string name, string type, JsonObjectReader reader)
    {
        var service = reader.RequiredText("service");
        var tracks = reader.UnreadObjects().Select(track => Track(track, reader.Object(track)!)).ToImmutableArray();
        return new DeclaredRelease(name, type, service, tracks);
    }

    private static DeclaredTrack Track(string name, JsonObjectReader reader)
    {
        // Whoever builds the images wants the branch.
        reader.Ignore("branch");
        var track = new DeclaredTrack(
            name,
            reader.Text("tag") ?? name,
            reader.Number("replicas", 0, MaxReplicas) ?? 1,
            Scale(reader),
            Probe(reader.Object("startup")),
            Probe(reader.Object("readiness")),
            Probe(reader.Object("liveness")));
        reader.Finish();
        return track;
    }

    private static TrackScale? Scale(JsonObjectReader reader)
    {
        var min = reader.Number("minReplicas", 1, MaxReplicas);
        var max = reader.Number("maxReplicas", 1, MaxReplicas);
        var percent = reader.Number("targetCpuPercent", 1, 1000);
        return max is { } most ? new TrackScale(min ?? 1, most, percent ?? 50) : null;
    }

    private static TrackProbe? Probe(JsonObjectReader? reader)
    {
        if (reader is null)
        {
            return null;
        }

        var probe = new TrackProbe(
            reader.RequiredText("path"),
            reader.Number("initialDelaySeconds", 0, MaxSeconds) ?? 0,
            reader.Number("periodSeconds", 1, MaxSeconds) ?? 10,
            reader.Number("timeoutSeconds", 1, MaxSeconds) ?? 1,
            reader.Number("successThreshold", 1, MaxReplicas) ?? 1,
            reader.Number("failureThreshold", 1, MaxReplicas) ?? 3);
        reader.Finish();
        return probe;
    }
}

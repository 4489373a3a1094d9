using System.Text.Json;

namespace AppHost.Release;

/// <summary>The release in the manifest, in whole seconds as Kubernetes counts them.</summary>
internal static class ReleaseManifest
{
    public static void Write(Utf8JsonWriter json, string service, ReleaseOptions options)
    {
        json.WriteString("type", "slipway.release.v0");
        json.WriteString("service", service);
        foreach (var (name, track) in options.Tracks)
        {
            json.WriteStartObject(name);
            json.WriteString("branch", track.Branch);
            json.WriteString("tag", track.Tag);
            json.WriteNumber("replicas", track.Replicas);
            if (track is StableTrackOptions stable)
            {
                json.WriteNumber("minReplicas", stable.MinReplicas);
                json.WriteNumber("maxReplicas", stable.MaxReplicas);
                json.WriteNumber("targetCpuPercent", stable.TargetCpuPercent);
            }

            WriteProbe(json, "startup", track.Startup);
            WriteProbe(json, "readiness", track.Readiness);
            WriteProbe(json, "liveness", track.Liveness);
            json.WriteEndObject();
        }
    }

    private static void WriteProbe(Utf8JsonWriter json, string name, ProbeOptions probe)
    {
        json.WriteStartObject(name);
        json.WriteString("path", probe.Path);
        json.WriteNumber("initialDelaySeconds", (int)probe.InitialDelay.TotalSeconds);
        json.WriteNumber("periodSeconds", (int)probe.Period.TotalSeconds);
        json.WriteNumber("timeoutSeconds", (int)probe.Timeout.TotalSeconds);
        json.WriteNumber("successThreshold", probe.SuccessThreshold);
        json.WriteNumber("failureThreshold", probe.FailureThreshold);
        json.WriteEndObject();
    }
}

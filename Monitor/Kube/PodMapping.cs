using System.Globalization;
using k8s.Models;
using Monitor.Scraping;

namespace Monitor.Kube;

internal static class PodMapping
{
    private const string PortAnnotation = "prometheus.io/port";
    private const string PathAnnotation = "prometheus.io/path";

    /// <summary>Null for a pod that has no address yet, or goes.</summary>
    public static Target? ToTarget(this V1Pod pod, KubeOptions options)
    {
        var address = pod.Status?.PodIP;
        if (string.IsNullOrEmpty(address) || pod.Metadata.DeletionTimestamp is not null || pod.Status!.Phase is not "Running")
        {
            return null;
        }

        var labels = pod.Metadata.Labels ?? new Dictionary<string, string>();
        var annotations = pod.Metadata.Annotations ?? new Dictionary<string, string>();
        var port = int.TryParse(annotations.TryGetValue(PortAnnotation, out var text) ? text : "", CultureInfo.InvariantCulture, out var given)
            ? given : options.Port;
        var path = annotations.TryGetValue(PathAnnotation, out var own) && own.StartsWith('/') ? own : options.Path;
        var (image, digest) = ImageOf(pod);
        return new Target(
            new UriBuilder("http", address, port, path).Uri,
            pod.Metadata.Name,
            Label(options.ServiceLabel),
            Label(options.TrackLabel),
            image,
            digest,
            "");

        string Label(string name) => labels.TryGetValue(name, out var value) ? value : "";
    }

    /// <summary>Of the first container: the image as it is asked for, and the digest that runs.</summary>
    private static (string Image, string Digest) ImageOf(V1Pod pod)
    {
        var image = pod.Spec?.Containers.FirstOrDefault()?.Image ?? "";
        var running = pod.Status?.ContainerStatuses?.FirstOrDefault(status => status.Name == pod.Spec?.Containers[0].Name)?.ImageID ?? "";
        var at = running.IndexOf("sha256:", StringComparison.Ordinal);
        var exact = image.IndexOf('@', StringComparison.Ordinal);
        return (exact < 0 ? image : image[..exact], at < 0 ? "" : running[at..]);
    }
}

using System.Globalization;
using k8s.Models;
using Monitor.Scraping;

namespace Monitor.Kube;

internal static class PodMapping
{
    private const string PortAnnotation = "prometheus.io/port";
    private const string PathAnnotation = "prometheus.io/path";

    /// <summary>The targets among the pods. What is wrong with one, by its name, is complained about, and costs the others nothing.</summary>
    public static IReadOnlyList<Target> ToTargets(this IEnumerable<V1Pod> pods, KubeOptions options, Action<string, string> complain)
    {
        var targets = new List<Target>();
        foreach (var pod in pods)
        {
            var name = pod.Metadata?.Name ?? "";
            try
            {
                if (pod.ToTarget(options) is { } target)
                {
                    targets.Add(target);
                }

                if (Annotation(pod, PortAnnotation) is { } text && PortOf(text) is null)
                {
                    complain(name, $"{PortAnnotation} = '{text}' is no port; {options.Port} is taken");
                }
            }
            catch (Exception e)
            {
                // Anybody who may make a pod can make an odd one: whatever it is, the others are watched.
                complain(name, e.Message);
            }
        }

        return targets;
    }

    /// <summary>Null for a pod that has no address yet, or goes.</summary>
    public static Target? ToTarget(this V1Pod pod, KubeOptions options)
    {
        var address = pod.Status?.PodIP;
        if (string.IsNullOrEmpty(address) || pod.Metadata.DeletionTimestamp is not null || pod.Status!.Phase is not "Running")
        {
            return null;
        }

        var labels = pod.Metadata.Labels ?? new Dictionary<string, string>();
        var port = PortOf(Annotation(pod, PortAnnotation)) ?? options.Port;
        var path = Annotation(pod, PathAnnotation) is ['/', ..] own ? own : options.Path;
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

    private static string? Annotation(V1Pod pod, string name) =>
        pod.Metadata.Annotations is { } annotations && annotations.TryGetValue(name, out var text) ? text : null;

    private static int? PortOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535 ? port : null;

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

using Monitor.Scraping;

namespace Monitor.Discovery;

internal static class TargetMapping
{
    /// <summary>
    /// A group's targets; an address that is none is left out and handed to <paramref name="refuse"/>.
    /// </summary>
    public static IReadOnlyList<Target> ToTargets(this IEnumerable<TargetGroup?> groups, Action<string> refuse)
    {
        var targets = new List<Target>();
        foreach (var group in groups)
        {
            var labels = group?.Labels ?? new Dictionary<string, string?>();
            foreach (var address in group?.Targets ?? [])
            {
                if (AddressOf(address, labels) is { } uri)
                {
                    targets.Add(ToTarget(uri, address, labels));
                }
                else
                {
                    refuse(address);
                }
            }
        }

        return [.. targets.Distinct()];
    }

    private static Target ToTarget(Uri uri, string address, IReadOnlyDictionary<string, string?> labels) => new(
        uri,
        Label(labels, "instance", address),
        Label(labels, "service", ""),
        Label(labels, "track", ""),
        Label(labels, "image", ""),
        Label(labels, "digest", ""),
        Label(labels, "version", ""));

    /// <summary>The labels in double underscores are Prometheus' own for scheme and path.</summary>
    private static Uri? AddressOf(string? address, IReadOnlyDictionary<string, string?> labels)
    {
        var scheme = Label(labels, "__scheme__", "http");
        var path = Label(labels, "__metrics_path__", "/metrics");
        var isUsable = Uri.TryCreate($"{scheme}://{address}{path}", UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && IsAuthority(uri, address);
        return isUsable ? uri : null;
    }

    /// <summary>A label that is empty or null is one that is not there, as in Prometheus.</summary>
    private static string Label(IReadOnlyDictionary<string, string?> labels, string name, string fallback) =>
        labels.GetValueOrDefault(name) is { Length: > 0 } text ? text : fallback;

    /// <summary>Else an address with a path or a user in it would lead somewhere else.</summary>
    private static bool IsAuthority(Uri uri, string? address) =>
        uri.Authority.Equals(address, StringComparison.OrdinalIgnoreCase)
        || $"{uri.Host}:{uri.Port}".Equals(address, StringComparison.OrdinalIgnoreCase);
}

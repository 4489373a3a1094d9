using System.Text;

namespace Aspire.Hosting.Running;

/// <summary>What runs where, for the person who started it.</summary>
internal static class AddressTable
{
    private static readonly string[] Header = ["resource", "address", "state"];

    public static async Task<string> OfAsync(IEnumerable<IResource> resources, CancellationToken cancellationToken)
    {
        var rows = new List<string[]> { Header };
        foreach (var resource in resources.Where(InstanceStarter.CanStart).OrderBy(resource => resource.Name))
        {
            var name = resource.Name;
            var state = State(resource);
            foreach (var endpoint in resource.Endpoints())
            {
                rows.Add([name, resource is RedisResource ? $"{endpoint.EndpointAnnotation.TargetHost}:{endpoint.Port}" : endpoint.Url, state]);
                (name, state) = ("", "");
            }

            foreach (var url in resource.Annotations.OfType<UrlAnnotation>())
            {
                rows.Add([name, await url.Url.GetValueAsync(cancellationToken) ?? "", url.DisplayText ?? state]);
                (name, state) = ("", "");
            }

            if (name.Length > 0)
            {
                rows.Add([name, "", state]);
            }
        }

        return Format(rows);
    }

    private static string State(IResource resource) => resource.Annotations.Last<ExplicitStartupAnnotation>() is null
        ? "healthy"
        : resource.Annotations.Last<ResourceRelationshipAnnotation>() is { } relation
            ? $"{relation.Type} {relation.Resource.Name}"
            : "not started";

    private static string Format(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder().AppendLine();
        foreach (var row in rows)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.AppendLine().Append("Ctrl+C stops everything.").AppendLine().ToString();
    }
}

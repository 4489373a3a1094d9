using System.Collections.Immutable;
using System.Text;
using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>The files from which kustomize makes the ConfigMap of a service's variables.</summary>
internal static class Configurations
{
    public static string NameOf(PlannedService service) => $"{service.Name}-config";

    public static string FileOf(PlannedService service) => $"config/{service.Name}.env";

    /// <summary>Of a variable that a line cannot hold.</summary>
    public static string FileOf(PlannedService service, string variable) => $"config/{service.Name}/{variable}";

    public static ImmutableArray<KeyValuePair<string, string>> Lines(PlannedService service) =>
        [.. service.Configuration.Where(entry => !IsText(entry.Value))];

    public static ImmutableArray<KeyValuePair<string, string>> Texts(PlannedService service) =>
        [.. service.Configuration.Where(entry => IsText(entry.Value))];

    public static string FileText(PlannedService service)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in Lines(service))
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }

        return text.ToString();
    }

    private static bool IsText(string value) => value.AsSpan().ContainsAny('\n', '\r');
}

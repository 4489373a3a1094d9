using System.Text.RegularExpressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Rules;

/// <summary>Names that the API server takes, and each once.</summary>
internal static partial class NameRules
{
    /// <summary>A ReplicaSet's pods get this many characters more, and their names are labels' values.</summary>
    private const int MaxWorkload = 63 - 17;

    public static IEnumerable<Fault> Check(ObjectSet set)
    {
        foreach (var found in set.Objects.Where(found => !NamePattern().IsMatch(found.Name)))
        {
            yield return new Fault($"{found}: metadata.name", "is no name: lower-case letters, digits and hyphens, at most 253");
        }

        foreach (var workload in set.Workloads.Where(workload => workload.Object.Name.Length > MaxWorkload))
        {
            yield return new Fault(
                $"{workload.Object}: metadata.name",
                $"has {workload.Object.Name.Length} characters; its pods' names leave {MaxWorkload}: give the resource a shorter name");
        }

        foreach (var group in set.Objects.GroupBy(found => (found.ApiVersion, found.Kind, found.Name)).Where(group => group.Count() > 1))
        {
            yield return new Fault(
                $"{group.First()}: metadata.name",
                $"is there {group.Count()} times, for {string.Join(" and ", group.Select(found => found.Resource).Distinct())}: " +
                "rename one of the resources");
        }

        foreach (var (container, place) in set.Workloads.SelectMany(workload => workload.Containers))
        {
            foreach (var name in container.ItemsAt("env").Select(variable => variable.TextAt("name") ?? "")
                .Where(name => !VariablePattern().IsMatch(name)))
            {
                yield return new Fault($"{place}.env", NoVariable(name));
            }
        }

        foreach (var (map, entries) in set.Configuration)
        {
            foreach (var (name, _) in entries.Where(entry => !VariablePattern().IsMatch(entry.Key)))
            {
                yield return new Fault($"ConfigMap {map}", NoVariable(name));
            }
        }
    }

    private static string NoVariable(string name) =>
        $"'{name}' is no name of a variable: letters, digits, '_', '-', '.', no digit first";

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z_.-][A-Za-z0-9_.-]*\z")]
    private static partial Regex VariablePattern();
}

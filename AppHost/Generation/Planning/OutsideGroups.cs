using System.Collections.Immutable;
using AppHost.Generation.Expressions;
using AppHost.Generation.Model;

namespace AppHost.Generation.Planning;

/// <summary>The values to fill in, by the resource they belong to: so a change rolls just what uses them.</summary>
internal static class OutsideGroups
{
    /// <summary>The name of the Secret or the ConfigMap. A resource may have one of each.</summary>
    public static string NameOf(OutsideValue value) =>
        value.IsSecret ? KubeNames.Of(value.Resource) : $"{KubeNames.Of(value.Resource)}-values";

    public static IEnumerable<OutsideGroup> Of(IEnumerable<OutsideValue> values, Manifest manifest) => values
        .Distinct()
        .GroupBy(value => (Name: NameOf(value), value.IsSecret))
        .OrderBy(group => group.Key.Name, StringComparer.Ordinal)
        .Select(group => new OutsideGroup(
            group.Key.Name,
            group.Key.IsSecret,
            [
                .. group.OrderBy(value => value.Key, StringComparer.Ordinal)
                    .Select(value => new OutsideKey(value.Key, Hint(value, manifest.Find(value.Resource)))),
            ]));

    private static string Hint(OutsideValue value, DeclaredResource? resource)
    {
        var what = resource switch
        {
            DeclaredParameter parameter when parameter.Inputs.GetValueOrDefault(value.Name)?.Length is { } length =>
                $"at least {length} characters, such as from: openssl rand -hex {(length + 1) / 2}",
            DeclaredParameter parameter => $"the parameter {parameter.Name}",
            _ => $"{value.Name} of {value.Resource} ({resource?.Type})",
        };
        return value.IsEncoded ? $"'{value.Name}' again, percent-encoded; the same where it has letters and digits only" : what;
    }
}

using System.Text.RegularExpressions;
using AppHost.Generation.Model;
using AppHost.Generation.Objects;

namespace AppHost.Generation.Rules;

/// <summary>No secret in plain sight. The faults name the place and never the value.</summary>
internal static partial class SecretRules
{
    private const string Advice =
        "looks like a secret in plain sight: make it a parameter with secret: true in the AppHost, and it comes from a Secret";

    public static IEnumerable<Fault> Check(ObjectSet set) =>
    [
        .. from map in set.Configuration.OrderBy(map => map.Key, StringComparer.Ordinal)
           from entry in map.Value
           where IsSecret(entry.Key, entry.Value)
           select new Fault($"ConfigMap {map.Key}: {entry.Key}", Advice),
        .. from container in set.Workloads.SelectMany(workload => workload.Containers)
           from variable in container.Container.ItemsAt("env")
           let value = variable.TextAt("value")
           where value is not null && IsSecret(variable.TextAt("name") ?? "", value)
           select new Fault($"{container.Place}.env[{variable.TextAt("name")}]", Advice),
        .. from container in set.Workloads.SelectMany(workload => workload.Containers)
           from word in container.Container.ItemsAt("args").Concat(container.Container.ItemsAt("command")).OfType<Node.Text>()
           where InText().IsMatch(word.Value)
           select new Fault($"{container.Place}.args", Advice),
        .. from found in set.Objects
           from annotation in found.Content.TextsAt("metadata", "annotations")
           where IsSecret(annotation.Key, annotation.Value)
           select new Fault($"{found}: metadata.annotations.{annotation.Key}", Advice),
    ];

    private static bool IsSecret(string name, string value) => (Name().IsMatch(name) && Value().IsMatch(value)) || InText().IsMatch(value);

    /// <summary>What ends like one: not <c>TokenFolder</c> or <c>PASSWORD_FILE</c>.</summary>
    [GeneratedRegex("(password|passwd|pwd|secret|token|api_?key|access_?key|account_?key|private_?key|credentials?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    /// <summary>Neither nothing, nor a switch, a number, a path, an address, or something that is put in later.</summary>
    [GeneratedRegex(@"^(?!true\z|false\z|yes\z|no\z|[0-9]+\z|/|[a-z]+://[^@]*\z|\$\()(?=.)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Value();

    /// <summary>A connection string or a command line with a password in it that is no variable.</summary>
    [GeneratedRegex(@"(?:\b(?:password|pwd|accountkey|sharedaccesskey)\s*=\s*(?!\$)[^;,\s$]|://[^/:@\s]*:(?!\$)[^/@\s$]+@)", RegexOptions.IgnoreCase)]
    private static partial Regex InText();
}

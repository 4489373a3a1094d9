using System.Collections.Immutable;
using AppHost.Generation.Planning;
using YamlDotNet.RepresentationModel;

namespace AppHost.Generation.Yaml;

/// <summary>Reads the rules of the Roles in <c>Deployer/Kube/rbac.yaml</c>, which is part of this assembly.</summary>
internal static class PermissionReader
{
    private const string Resource = "rbac.yaml";

    // What tracks of kind ReplicationController need; the generator makes Deployments.
    private const string LeftOut = "-replicationcontrollers";

    public static ImmutableArray<Permission> Read()
    {
        using var stream = typeof(PermissionReader).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not part of the assembly");
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return
        [
            .. from document in yaml.Documents
               let role = (YamlMappingNode)document.RootNode
               where Text(role, "kind") == "Role"
                   && !Text((YamlMappingNode)role["metadata"], "name").EndsWith(LeftOut, StringComparison.Ordinal)
               from rule in (YamlSequenceNode)role["rules"]
               select Rule((YamlMappingNode)rule),
        ];
    }

    private static Permission Rule(YamlMappingNode rule) => new(
        Texts(rule, "apiGroups"), Texts(rule, "resources"), Texts(rule, "resourceNames"), Texts(rule, "verbs"));

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";

    private static ImmutableArray<string> Texts(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var found)
            ? [.. ((YamlSequenceNode)found).Select(item => ((YamlScalarNode)item).Value ?? "")]
            : [];
}

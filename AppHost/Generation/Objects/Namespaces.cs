using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

internal static class Namespaces
{
    /// <summary>The cluster refuses any pod in it that is less than restricted.</summary>
    public static KubeObject Of(string name, GenerationOptions options) => new("", Node.Of(
        ("apiVersion", "v1"),
        ("kind", "Namespace"),
        ("metadata", Node.Of(
            ("name", name),
            ("labels", new Node.Map(
            [
                .. ObjectKit.CommonLabels(options).Entries,
                new("pod-security.kubernetes.io/enforce", "restricted"),
                new("pod-security.kubernetes.io/warn", "restricted"),
            ]))))));
}

using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>Who a service's pods are, and what they may do.</summary>
internal static class Accounts
{
    private const string RbacGroup = "rbac.authorization.k8s.io";

    public static KubeObject Of(PlannedService service, GenerationOptions options) => ObjectKit.Object(
        "v1",
        "ServiceAccount",
        service,
        service.Name,
        options,
        ("automountServiceAccountToken", false),
        ("imagePullSecrets", options.PullSecret is { } secret ? Node.List([Node.Of(("name", secret))]) : null));

    public static IEnumerable<KubeObject> Permissions(PlannedService service, GenerationOptions options)
    {
        if (service.Permissions.IsEmpty)
        {
            yield break;
        }

        yield return ObjectKit.Object(
            $"{RbacGroup}/v1", "Role", service, service.Name, options, ("rules", Node.List(service.Permissions.Select(Rule))));
        yield return ObjectKit.Object(
            $"{RbacGroup}/v1",
            "RoleBinding",
            service,
            service.Name,
            options,
            ("roleRef", Node.Of(("apiGroup", RbacGroup), ("kind", "Role"), ("name", service.Name))),
            // A subject must name one; kustomize puts an overlay's there.
            ("subjects", Node.List(
                [Node.Of(("kind", "ServiceAccount"), ("name", service.Name), ("namespace", options.Namespace ?? "default"))])));
    }

    private static Node Rule(Permission permission) => Node.Of(
        ("apiGroups", Node.Texts(permission.ApiGroups)),
        ("resources", Node.Texts(permission.Resources)),
        ("resourceNames", Node.Texts(permission.ResourceNames)),
        ("verbs", Node.Texts(permission.Verbs)));
}

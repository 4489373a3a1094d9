using AppHost.Generation.Planning;

namespace AppHost.Generation.Objects;

/// <summary>Secrets that the External Secrets operator brings from a store.</summary>
/// <remarks>external-secrets.io, API version v1.</remarks>
internal static class ExternalSecrets
{
    public static KubeObject Of(OutsideGroup group, GenerationOptions options)
    {
        var entry = $"{options.Application}/{group.Name}";
        return ObjectKit.Object(
            "external-secrets.io/v1",
            "ExternalSecret",
            group.Name,
            options,
            ("spec", Node.Of(
                ("refreshInterval", "1h"),
                ("secretStoreRef", Node.Of(("kind", "ClusterSecretStore"), ("name", options.SecretStore!))),
                ("target", Node.Of(("name", group.Name), ("creationPolicy", "Owner"))),
                ("data", Node.List(group.Keys.Select(key => Node.Of(
                    ("secretKey", key.Name), ("remoteRef", Node.Of(("key", entry), ("property", key.Name))))))),
                ("dataFrom", group.Keys.IsEmpty ? Node.List([Node.Of(("extract", Node.Of(("key", entry))))]) : null))));
    }
}

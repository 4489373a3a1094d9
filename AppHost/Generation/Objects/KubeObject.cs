namespace AppHost.Generation.Objects;

/// <summary>An object of the cluster.</summary>
/// <param name="Resource">The manifest's resource that it is there for; empty where it is there for all.</param>
internal sealed record KubeObject(string Resource, Node.Map Content)
{
    public string ApiVersion => Content.TextAt("apiVersion") ?? "";

    public string Kind => Content.TextAt("kind") ?? "";

    public string Name => Content.TextAt("metadata", "name") ?? "";

    /// <summary>Whether it makes pods.</summary>
    public bool IsWorkload => Kind is "Deployment" or "StatefulSet";

    public override string ToString() => $"{Kind} {Name}";
}

namespace AppHost.Generation.Planning;

/// <summary>What a container asks for and may take, as Kubernetes writes quantities.</summary>
internal sealed record Sizes(string CpuRequest, string MemoryRequest, string CpuLimit, string MemoryLimit)
{
    public static readonly Sizes OfAProject = new("100m", "128Mi", "1", "512Mi");

    /// <summary>An autoscaler measures against the request: a small one would scale on nothing.</summary>
    public static readonly Sizes OfAScaledProject = new("250m", "128Mi", "1", "512Mi");

    public static readonly Sizes OfAContainer = new("100m", "128Mi", "1", "1Gi");
}

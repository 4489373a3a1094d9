namespace AppHost.Generation.Planning;

internal enum OutputFormat
{
    /// <summary>A folder for <c>kubectl apply -k</c>.</summary>
    Kustomize,

    /// <summary>A chart for <c>helm install</c>.</summary>
    Helm,
}

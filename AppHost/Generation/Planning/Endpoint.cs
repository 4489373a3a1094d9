namespace AppHost.Generation.Planning;

/// <summary>A binding as it is in the cluster.</summary>
/// <param name="Service">The resource's name.</param>
/// <param name="Binding">The binding's name.</param>
/// <param name="Host">The name under which other pods find it.</param>
/// <param name="Port">Of the Service.</param>
/// <param name="TargetPort">Of the container.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="PortName">A name that Kubernetes takes for a port, the same for bindings that share one.</param>
internal sealed record Endpoint(
    string Service,
    string Binding,
    string Host,
    string Scheme,
    int Port,
    int TargetPort,
    string Protocol,
    string Transport,
    bool IsExternal,
    string PortName)
{
    public bool IsHttp => Scheme is "http" or "https";

    /// <summary>The protocol as Kubernetes writes it.</summary>
    public string KubeProtocol => Protocol == "udp" ? "UDP" : "TCP";
}

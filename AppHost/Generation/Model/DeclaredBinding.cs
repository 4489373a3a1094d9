namespace AppHost.Generation.Model;

/// <summary>Where a service listens. Ports are null where the manifest leaves them to the deployment.</summary>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
/// <param name="Transport"><c>http</c>, <c>http2</c> or <c>tcp</c>.</param>
internal sealed record DeclaredBinding(
    string Name, string Scheme, string Protocol, string Transport, int? Port, int? TargetPort, bool IsExternal);

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Healthy is whoever answers <c>GET</c> <see cref="Path"/> with <see cref="StatusCode"/>.</summary>
internal sealed record HttpHealthCheckAnnotation(EndpointReference Endpoint, string Path, int StatusCode) : IResourceAnnotation;

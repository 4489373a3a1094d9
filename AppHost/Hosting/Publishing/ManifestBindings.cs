using System.Text.Json;

namespace Aspire.Hosting.Publishing;

/// <summary>
/// Writes the endpoints of a resource. The first http and the first https endpoint of a project get no target port:
/// what deploys it chooses one. Every other endpoint without a target port is given one, from 8000 up.
/// </summary>
internal sealed class ManifestBindings(Utf8JsonWriter json)
{
    private const int FirstPort = 8000;
    private readonly HashSet<int> _used = [];
    private int _next = FirstPort;

    public void Write(IResource resource)
    {
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        if (endpoints.Count == 0)
        {
            return;
        }

        json.WriteStartObject("bindings");
        var defaults = new HashSet<string>();
        foreach (var endpoint in endpoints)
        {
            var isDefault = resource is ProjectResource
                && endpoint.UriScheme is "http" or "https"
                && defaults.Add(endpoint.UriScheme);
            Write(endpoint, endpoint.TargetPort ?? (isDefault ? null : Allocate()));
        }

        json.WriteEndObject();
    }

    private void Write(EndpointAnnotation endpoint, int? targetPort)
    {
        json.WriteStartObject(endpoint.Name);
        json.WriteString("scheme", endpoint.UriScheme);
        json.WriteString("protocol", endpoint.Protocol);
        json.WriteString("transport", endpoint.Transport);
        if (endpoint.Port is { } port && port != targetPort)
        {
            json.WriteNumber("port", port);
        }

        if (targetPort is { } target)
        {
            json.WriteNumber("targetPort", target);
        }

        if (endpoint.IsExternal)
        {
            json.WriteBoolean("external", true);
        }

        json.WriteEndObject();
        _used.UnionWith(new[] { endpoint.Port, targetPort }.OfType<int>());
    }

    private int Allocate()
    {
        while (!_used.Add(_next))
        {
            _next++;
        }

        return _next++;
    }
}

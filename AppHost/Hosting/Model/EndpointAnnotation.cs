namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource. Without a proxy in between, the port listened on and the port called are one.</summary>
internal sealed class EndpointAnnotation(string name, string scheme) : IResourceAnnotation
{
    public string Name => name;

    public string UriScheme { get; set; } = scheme;

    public string Protocol { get; } = "tcp";

    public string Transport => UriScheme is "http" or "https" ? "http" : Protocol;

    /// <summary>The port others call; null lets the stand-in take a free one.</summary>
    public int? Port { get; set; }

    public int? TargetPort { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public bool IsExternal { get; set; }

    /// <summary>Aspire adds https beside http when publishing; the container does not listen on it.</summary>
    public bool IsDefaultHttps { get; init; }

    /// <summary>The port in use since the application started; null before.</summary>
    public int? AllocatedPort { get; set; }
}

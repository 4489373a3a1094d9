namespace AppHost.Release;

/// <summary>How a service is released: its tracks, and what each of them is made of.</summary>
internal sealed class ReleaseResource(string name, IResourceBuilder<ProjectResource> service, ReleaseOptions options)
    : Resource(name)
{
    public IResourceBuilder<ProjectResource> Service => service;

    public ReleaseOptions Options => options;
}

using Aspire.Hosting.ApplicationModel;

namespace Tests.Hosting.Publishing.Sample;

internal sealed class ReleaseResource(string name, ProjectResource service, ReleaseOptions options) : Resource(name)
{
    public ProjectResource Service => service;

    public ReleaseOptions Options => options;
}

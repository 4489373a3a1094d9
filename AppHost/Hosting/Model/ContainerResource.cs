namespace Aspire.Hosting.ApplicationModel;

internal abstract class ContainerResource(string name, string image, string entrypoint)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    public string Image => image;

    public string Entrypoint => entrypoint;
}

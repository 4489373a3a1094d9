namespace Aspire.Hosting.ApplicationModel;

internal interface IResourceWithWaitSupport : IResource;

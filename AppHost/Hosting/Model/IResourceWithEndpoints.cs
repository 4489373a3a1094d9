namespace Aspire.Hosting.ApplicationModel;

internal interface IResourceWithEndpoints : IResource;

namespace Aspire.Hosting.ApplicationModel;

internal interface IResourceWithEnvironment : IResource;

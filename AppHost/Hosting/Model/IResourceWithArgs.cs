namespace Aspire.Hosting.ApplicationModel;

internal interface IResourceWithArgs : IResource;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Others find it by its name, through <c>services__name__scheme__0</c>.</summary>
internal interface IResourceWithServiceDiscovery : IResourceWithEndpoints;

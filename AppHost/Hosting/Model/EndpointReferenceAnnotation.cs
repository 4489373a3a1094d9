namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource was already told of another's endpoints: a second time adds nothing.</summary>
internal sealed record EndpointReferenceAnnotation(IResourceWithEndpoints Resource) : IResourceAnnotation;

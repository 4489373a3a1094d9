namespace Aspire.Hosting.ApplicationModel;

/// <summary>Something said of a resource: an endpoint, a variable, a dependency.</summary>
internal interface IResourceAnnotation;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Shown beside the resource; nothing depends on it.</summary>
internal sealed record ResourceRelationshipAnnotation(IResource Resource, string Type) : IResourceAnnotation;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A further address to show for the resource.</summary>
internal sealed record UrlAnnotation(ReferenceExpression Url, string? DisplayText) : IResourceAnnotation;

using Aspire.Hosting.Publishing;

namespace Aspire.Hosting;

internal static class DisplayBuilderExtensions
{
    /// <summary>Shows a further address of the resource in the table of addresses.</summary>
    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder,
        in ReferenceExpression.ExpressionInterpolatedStringHandler url,
        string? displayText = null)
        where T : IResource =>
        builder.WithAnnotation(new UrlAnnotation(url.GetExpression(), displayText));

    /// <summary>Shows <paramref name="type"/> and the other's name as the state of a resource that is not started.</summary>
    public static IResourceBuilder<T> WithRelationship<T>(this IResourceBuilder<T> builder, IResource resource, string type)
        where T : IResource =>
        builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    /// <summary>The resource writes its own part of the manifest.</summary>
    public static IResourceBuilder<T> WithManifestPublishingCallback<T>(
        this IResourceBuilder<T> builder, Action<ManifestPublishingContext> callback)
        where T : IResource =>
        builder.WithAnnotation(
            new ManifestPublishingCallbackAnnotation(context =>
            {
                callback(context);
                return Task.CompletedTask;
            }),
            ResourceAnnotationMutationBehavior.Replace);
}

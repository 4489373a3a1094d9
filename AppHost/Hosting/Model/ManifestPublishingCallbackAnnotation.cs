using Aspire.Hosting.Publishing;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ManifestPublishingCallbackAnnotation(Func<ManifestPublishingContext, Task> callback) : IResourceAnnotation
{
    public Func<ManifestPublishingContext, Task> Callback => callback;
}

using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

internal sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>
{
    /// <summary>The one said last, where a later word replaces an earlier one.</summary>
    public T? Last<T>() where T : class, IResourceAnnotation => this.OfType<T>().LastOrDefault();
}

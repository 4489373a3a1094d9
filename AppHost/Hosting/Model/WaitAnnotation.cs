namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource is started once <see cref="Resource"/> is healthy.</summary>
internal sealed record WaitAnnotation(IResource Resource) : IResourceAnnotation;

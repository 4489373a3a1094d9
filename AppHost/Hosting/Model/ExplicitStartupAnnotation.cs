namespace Aspire.Hosting.ApplicationModel;

/// <summary>The resource belongs to the application, but somebody else starts it.</summary>
internal sealed class ExplicitStartupAnnotation : IResourceAnnotation;

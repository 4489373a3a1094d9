namespace Aspire.Hosting.ApplicationModel;

internal interface IResource
{
    string Name { get; }

    ResourceAnnotationCollection Annotations { get; }
}

namespace Aspire.Hosting.ApplicationModel;

internal enum ResourceAnnotationMutationBehavior
{
    Append,
    Replace,
}

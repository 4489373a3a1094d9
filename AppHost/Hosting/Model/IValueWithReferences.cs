namespace Aspire.Hosting.ApplicationModel;

internal interface IValueWithReferences
{
    IEnumerable<object> References { get; }
}

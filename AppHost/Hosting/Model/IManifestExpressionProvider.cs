namespace Aspire.Hosting.ApplicationModel;

/// <summary>What stands in the manifest for a value that is not known there.</summary>
internal interface IManifestExpressionProvider
{
    string ValueExpression { get; }
}
